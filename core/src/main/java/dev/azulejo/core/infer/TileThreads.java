package dev.azulejo.core.infer;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/// The threads on which tiles run: as many as cores are to be used, whatever the number of shards under way.
/// Each keeps its [TileBuffers].
public final class TileThreads implements AutoCloseable {
    private final ThreadPoolExecutor executor;
    private final ThreadLocal<TileBuffers> buffers = ThreadLocal.withInitial(TileBuffers::new);

    public TileThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("tiles need at least one thread, got " + count);
        }
        var threads = Thread.ofPlatform().daemon().name("tile-", 1).factory();
        this.executor = new ThreadPoolExecutor(count, count, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    /// So many tiles at once from now on; those under way come to their end.
    public void resize(int count) {
        if (count > executor.getMaximumPoolSize()) {
            executor.setMaximumPoolSize(count);
            executor.setCorePoolSize(count);
        } else {
            executor.setCorePoolSize(count);
            executor.setMaximumPoolSize(count);
        }
    }

    /// Most tiles that one shard should have under way: all threads busy, and as many waiting.
    int most() {
        return 2 * executor.getMaximumPoolSize();
    }

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
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
        executor.shutdownNow();
    }
}
