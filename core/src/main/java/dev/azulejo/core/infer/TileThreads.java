package dev.azulejo.core.infer;

import dev.azulejo.core.port.Upscaler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The threads on which tiles run: as many as cores are to be used, whatever the number of shards under way.
/// Each keeps a [TileEnhancer] with its buffers.
public final class TileThreads implements AutoCloseable {
    private final int count;
    private final ExecutorService executor;
    private final ThreadLocal<Map<List<Upscaler>, TileEnhancer>> enhancers = ThreadLocal.withInitial(HashMap::new);

    public TileThreads(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("tiles need at least one thread, got " + count);
        }
        this.count = count;
        var threads = Thread.ofPlatform().daemon().name("tile-", 1).factory();
        this.executor = Executors.newFixedThreadPool(count, threads);
    }

    /// Most tiles that one shard should have under way: all threads busy, and as many waiting.
    int most() {
        return 2 * count;
    }

    <T> Future<T> submit(Callable<T> work) {
        return executor.submit(work);
    }

    /// This thread's own, for that chain.
    TileEnhancer enhancer(List<Upscaler> chain) {
        return enhancers.get().computeIfAbsent(chain, TileEnhancer::new);
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }
}
