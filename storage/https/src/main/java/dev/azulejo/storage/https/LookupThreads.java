package dev.azulejo.storage.https;

import dev.azulejo.storage.https.GuardedResolver.Lookup;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Resolves names on threads of its own, with a time limit. The machine's resolver cannot be interrupted
/// and holds the carrier of a virtual thread: a few names whose servers never answer would stop everything.
/// If such names hold all threads, a name waits for one, no longer than for its answer.
final class LookupThreads implements Lookup, AutoCloseable {
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_WAITING = 4096;
    private static final int IDLE_SECONDS = 30;

    private final Lookup lookup;
    private final Duration longest;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            MOST_AT_ONCE,
            MOST_AT_ONCE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(MOST_WAITING),
            Thread.ofPlatform().daemon().name("lookup").factory());

    LookupThreads(Lookup lookup, Duration longest) {
        this.lookup = lookup;
        this.longest = longest;
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public InetAddress[] find(String name) throws UnknownHostException {
        var found = new FutureTask<>(() -> lookup.find(name));
        try {
            threads.execute(found);
            return found.get(longest.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LookupFailure(name);
        } catch (TimeoutException | RejectedExecutionException e) {
            threads.remove(found);
            throw new LookupFailure(name);
        } catch (ExecutionException e) {
            throw isPassing(e.getCause()) ? new LookupFailure(name) : new UnknownHostException(name);
        }
    }

    /// Whether a failed lookup may succeed later; the JDK passes on no more than the words of the C library
    /// (`EAI_AGAIN`).
    private static boolean isPassing(@Nullable Throwable failure) {
        return failure != null && String.valueOf(failure.getMessage()).contains("Temporary failure");
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
