package dev.azulejo.core.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/// A pool of memory outside Java's heap: fresh pages for each strip would cost the kernel as much time as
/// encoding a JPEG. Holds as many buffers as were ever in use at once. Thread-safe.
public final class NativeBuffers {
    /// The largest buffer kept, about the size of a strip; larger ones are freed at once.
    private static final long MOST_KEPT_BYTES = 32L << 20;

    private static final int ALIGNMENT = 64;

    private final ConcurrentLinkedDeque<MemorySegment> free = new ConcurrentLinkedDeque<>();

    /// Runs `work` with a buffer of `bytes` bytes, which nothing else uses until it returns.
    public <T> T with(long bytes, Function<MemorySegment, T> work) {
        if (bytes > MOST_KEPT_BYTES) {
            try (var arena = Arena.ofShared()) {
                return work.apply(arena.allocate(bytes, ALIGNMENT));
            }
        }
        var kept = free.pollFirst();
        var buffer = kept == null || kept.byteSize() < bytes ? Arena.ofAuto().allocate(bytes, ALIGNMENT) : kept;
        try {
            return work.apply(buffer.asSlice(0, bytes));
        } finally {
            free.addFirst(buffer);
        }
    }
}
