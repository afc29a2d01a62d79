package dev.azulejo.integration.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Stands in front of a server, counts the bytes that are sent to it, and does something when enough have
/// passed: in the middle of a request, mostly.
final class CountingProxy implements AutoCloseable {
    private static final int BLOCK_BYTES = 16 << 10;

    private final ServerSocket listening;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile URI server = URI.create("http://127.0.0.1:1");
    private long sent; // guarded by this, as all below
    private long limit = Long.MAX_VALUE;
    private Runnable action = () -> {};

    CountingProxy() {
        try {
            listening = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::listen);
    }

    /// @param address of the server, such as `http://127.0.0.1:9000`
    /// @return where it is found from now on
    String before(String address) {
        server = URI.create(address);
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /// What has been sent to the server until now: requests with their heads, those that broke off too.
    synchronized long sent() {
        return sent;
    }

    /// Does something once, when that many bytes more have been sent.
    synchronized void after(long bytes, Runnable what) {
        limit = sent + bytes;
        action = what;
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
        try (client;
                var behind = new Socket(server.getHost(), server.getPort())) {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            var answers = threads.submit(() -> pass(behind, client, false));
            pass(client, behind, true);
            answers.get();
        } catch (IOException | ExecutionException e) {
            return; // one of the two has gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends both when one has ended.
    private void pass(Socket from, Socket to, boolean isCounted) {
        var block = new byte[BLOCK_BYTES];
        try (from;
                to) {
            for (int count = from.getInputStream().read(block);
                    count >= 0;
                    count = from.getInputStream().read(block)) {
                to.getOutputStream().write(block, 0, count);
                if (isCounted) {
                    count(count);
                }
            }
        } catch (IOException e) {
            return; // as above
        }
    }

    private void count(int bytes) {
        Runnable due = () -> {};
        synchronized (this) {
            sent += bytes;
            if (sent >= limit) {
                limit = Long.MAX_VALUE;
                due = action;
            }
        }
        due.run();
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
