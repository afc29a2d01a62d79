package dev.azulejo.core.infer;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// The threads on which tiles run: as many as cores are to be used, whatever the number of shards under
/// way. Each keeps its [TileBuffers]. Tiles of the shard that began first go first: so shards end one after
/// another, and one is read or written while another has the models, instead of all at the same time.
public final class TileThreads implements AutoCloseable {
    /// Before the turn of any shard.
    private static final long FIRST = 0;

    private final Executor executor;
    private final @Nullable ThreadPoolExecutor pool; // none where tiles run on the thread that asks for them
    private final AtomicLong turns = new AtomicLong(FIRST);
    private final AtomicLong tasks = new AtomicLong();
    private final ThreadLocal<TileBuffers> buffers = ThreadLocal.withInitial(TileBuffers::new);

    public TileThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("tiles need at least one thread, got " + count);
        }
        var threads = Thread.ofPlatform().daemon().name("tile-", 1).factory();
        this.pool = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), threads);
        this.executor = pool;
    }

    private TileThreads(Executor executor) {
        this.pool = null;
        this.executor = executor;
    }

    /// Tiles run one after another, on the thread that asks for them: for a process that has no others.
    public static TileThreads ofCaller() {
        return new TileThreads(Runnable::run);
    }

    /// So many tiles at once from now on; those under way come to their end.
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

    /// Most tiles that one shard should have under way: all threads busy, and as many waiting.
    int most() {
        return pool == null ? 1 : 2 * pool.getMaximumPoolSize();
    }

    /// The turn of a shard that begins now.
    long nextTurn() {
        return turns.incrementAndGet();
    }

    /// Before all tiles.
    <T> Future<T> submit(Callable<T> work) {
        return submit(FIRST, work);
    }

    <T> Future<T> submit(long turn, Callable<T> work) {
        var task = new Task<>(work, turn, tasks.incrementAndGet());
        executor.execute(task);
        return task;
    }

    private static final class Task<T> extends FutureTask<T> implements Comparable<Task<?>> {
        private final long turn;
        private final long number;

        Task(Callable<T> work, long turn, long number) {
            super(work);
            this.turn = turn;
            this.number = number;
        }

        @Override
        public int compareTo(Task<?> other) {
            int byTurn = Long.compare(turn, other.turn);
            return byTurn == 0 ? Long.compare(number, other.number) : byTurn;
        }
    }

    /// For this thread alone.
    TileEnhancer enhancer(WarmChain chain) {
        return new TileEnhancer(chain, buffers.get());
    }

    /// What the work came to, as if it had run here.
    static <T> T join(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a tile ended without reason", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tiles run", e);
        }
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.shutdownNow();
        }
    }
}
