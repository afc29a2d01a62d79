package dev.azulejo.core.infer;

import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.port.Progress;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The threads on which tiles run: as many as cores are to be used, whatever the number of shards under way.
/// Each keeps its [TileBuffers].
public final class TileThreads implements AutoCloseable {
    private final Executor executor;
    private final @Nullable ThreadPoolExecutor pool; // none where tiles run on the thread that asks for them
    private final ThreadLocal<TileBuffers> buffers = ThreadLocal.withInitial(TileBuffers::new);
    private final AtomicLong turns = new AtomicLong();
    private final AtomicLong submitted = new AtomicLong();

    public TileThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("tiles need at least one thread, got " + count);
        }
        var threads = Thread.ofPlatform().daemon().name("tile-", 1).factory();
        this.pool = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(count, Waiting.IN_TURN), threads);
        this.executor = pool;
    }

    private TileThreads(Executor executor) {
        this.pool = null;
        this.executor = executor;
    }

    /// Makes threads that run tiles one after another on the calling thread, for a process that has no
    /// others.
    public static TileThreads ofCaller() {
        return new TileThreads(Runnable::run);
    }

    /// Sets how many tiles run at once from now on; those under way come to their end.
    public void resize(int count) {
        if (pool == null) {
            return;
        }
        if (count > pool.getMaximumPoolSize()) {
            pool.setMaximumPoolSize(count);
            pool.setCorePoolSize(count);
        } else {
            pool.setCorePoolSize(count);
            pool.setMaximumPoolSize(count);
        }
    }

    /// The most tiles that one shard should have under way: all threads busy, and as many waiting.
    int most() {
        return pool == null ? 1 : 2 * pool.getMaximumPoolSize();
    }

    /// Gives a shard its turn. Tiles of an earlier turn run first, so one of two shards ends before the
    /// other, and the threads have tiles while it is sealed and the next one is read.
    long turn() {
        return turns.incrementAndGet();
    }

    <T> Future<T> submit(long turn, Callable<T> work) {
        var task = new Waiting<>(work, turn, submitted.incrementAndGet());
        executor.execute(task);
        return task;
    }

    <T> Future<T> submit(Callable<T> work) {
        return submit(0, work);
    }

    private static final class Waiting<T> extends FutureTask<T> {
        /// The order of waiting work: by turn, then by number. All that waits here is of this class.
        static final Comparator<Runnable> IN_TURN = Comparator.<Runnable>comparingLong(task -> ((Waiting<?>) task).turn)
                .thenComparingLong(task -> ((Waiting<?>) task).number);

        private final long turn;
        private final long number;

        Waiting(Callable<T> work, long turn, long number) {
            super(work);
            this.turn = turn;
            this.number = number;
        }
    }

    TileEnhancer enhancer(WarmChain chain, Progress progress) {
        return new TileEnhancer(chain, buffers.get(), progress);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
