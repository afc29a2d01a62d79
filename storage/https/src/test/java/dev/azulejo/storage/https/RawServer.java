package dev.azulejo.storage.https;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on 127.0.0.1 that counts who connects, reads the head of one request and then does whatever a
/// test wants.
final class RawServer implements AutoCloseable {
    interface Script {
        void run(String head, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final List<Integer> callers = new CopyOnWriteArrayList<>();
    private final AtomicInteger markers = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RawServer(Script script) {
        this(ServerSocketFactory.getDefault(), script);
    }

    RawServer(ServerSocketFactory sockets, Script script) {
        this.script = script;
        try {
            listening = sockets.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    /// Answers each request with these lines and nothing else.
    static RawServer answering(String... lines) {
        return new RawServer((head, socket) -> answer(socket, lines));
    }

    static void answer(Socket socket, String... lines) throws IOException {
        socket.getOutputStream().write(String.join("\r\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    }

    int port() {
        return listening.getLocalPort();
    }

    String url(String host) {
        return "http://%s:%d/a.jpg".formatted(host, port());
    }

    /// How many have connected until now. A connection of our own comes behind all of them, so none is
    /// counted late.
    int connections() {
        try (var marker = new Socket(listening.getInetAddress(), port())) {
            markers.incrementAndGet();
            while (!callers.contains(marker.getLocalPort())) {
                Thread.onSpinWait();
            }
            return callers.size() - markers.get();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Of all requests until now: request line and fields.
    List<String> heads() {
        return heads;
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                callers.add(socket.getPort());
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            var head = new StringBuilder();
            for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            if (head.isEmpty()) {
                return; // somebody counts
            }
            heads.add(head.toString());
            script.run(head.toString(), socket);
        } catch (IOException e) {
            // the client has gone, which is its right
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
