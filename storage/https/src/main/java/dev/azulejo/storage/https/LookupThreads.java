package dev.azulejo.storage.https;

import dev.azulejo.storage.https.GuardedResolver.Lookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks for names on threads of its own, and not for ever. The machine's resolver cannot be interrupted and
/// holds the carrier of a virtual thread: a few names whose servers never answer would stop everybody.
final class LookupThreads implements Lookup, AutoCloseable {
    private static final int MOST_AT_ONCE = 64;
    private static final int IDLE_SECONDS = 30;

    private final Lookup lookup;
    private final Duration longest;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name("lookup").factory());

    LookupThreads(Lookup lookup, Duration longest) {
        this.lookup = lookup;
        this.longest = longest;
    }

    @Override
    public InetAddress[] find(String name) throws UnknownHostException {
        try {
            return threads.submit(() -> lookup.find(name)).get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnknownHostException(name);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            throw new UnknownHostException(name);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
