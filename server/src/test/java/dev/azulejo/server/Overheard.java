package dev.azulejo.server;

import dev.azulejo.api.contract.DocumentedAnswers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Stands before a server and knows which operations of the document it was asked for. It keeps all that
/// clients say, so it is for small files. Thread-safe.
final class Overheard implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("(GET|POST|PUT|PATCH|DELETE) (/\\S*) HTTP/1\\.1\r\n");

    private final URI server;
    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<ByteArrayOutputStream> said = new CopyOnWriteArrayList<>();

    Overheard(URI server) {
        this.server = server;
        try {
            listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + listening.getLocalPort());
    }

    Set<String> operations() {
        return said.stream()
                .flatMap(bytes -> REQUEST.matcher(bytes.toString(StandardCharsets.ISO_8859_1))
                        .results())
                .map(request -> DocumentedAnswers.operationId(request.group(1), request.group(2)))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void listen() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                threads.execute(() -> serve(client));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        var kept = new ByteArrayOutputStream();
        said.add(kept);
        try (client;
                var behind = new Socket(server.getHost(), server.getPort())) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            var answers = threads.submit(() -> pass(behind, client, OutputStream.nullOutputStream()));
            pass(client, behind, kept);
            answers.cancel(true);
        } catch (IOException e) {
            return; // one of the two has gone
        }
    }

    /// Ends both when one has ended.
    private static void pass(Socket from, Socket to, OutputStream copy) {
        try (from;
                to) {
            var bytes = new byte[1 << 14];
            InputStream in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                copy.write(bytes, 0, read);
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException e) {
            return; // one of the two has gone
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        threads.shutdownNow();
    }
}
