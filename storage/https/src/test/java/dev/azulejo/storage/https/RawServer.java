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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/// A server on 127.0.0.1 that counts who connects, reads the head of one request, or of several in turn, and then does
/// whatever a test wants.
final class RawServer implements AutoCloseable {
    interface Script {
        void run(String head, Socket socket) throws IOException, InterruptedException;
    }

    private final ServerSocket listening;
    private final Script script;
    private final int most;
    private final List<Integer> callers = new CopyOnWriteArrayList<>();
    private final AtomicInteger markers = new AtomicInteger();
    private final Semaphore ended = new Semaphore(0);
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    RawServer(Script script) {
        this(ServerSocketFactory.getDefault(), script);
    }

    RawServer(ServerSocketFactory sockets, Script script) {
        this(sockets, 1, script);
    }

    /// @param most requests that each connection may be used for; they have no bodies
    RawServer(ServerSocketFactory sockets, int most, Script script) {
        this.most = most;
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

    /// Waits until one more connection that was used has ended.
    void awaitEnd() throws InterruptedException {
        if (!ended.tryAcquire(2, TimeUnit.MINUTES)) {
            throw new AssertionError("no connection has ended");
        }
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var socket = listening.accept();
                callers.add(socket.getPort());
                threads.execute(() -> {
                    if (serve(socket)) {
                        ended.release();
                    }
                });
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    /// @return whether it was used
    private boolean serve(Socket socket) {
        boolean isUsed = false;
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            for (int count = 0; count < most; count++) {
                var head = new StringBuilder();
                for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                    head.append(line).append('\n');
                }
                if (head.isEmpty()) {
                    break; // somebody counts, or needs no more
                }
                isUsed = true;
                heads.add(head.toString());
                script.run(head.toString(), socket);
            }
        } catch (IOException e) {
            // the client has gone, which is its right
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return isUsed;
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
