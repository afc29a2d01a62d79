package dev.azulejo.core.foreign;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.Function;

/// Memory outside of Java's heap that is used again: fresh pages for each strip would cost the kernel as much
/// time as a JPEG takes to be encoded. Holds as many buffers as were ever in use at once. Thread-safe.
public final class NativeBuffers {
    /// As large as strips are; what is larger is given back at once.
    private static final long MOST_KEPT_BYTES = 32L << 20;

    private static final int ALIGNMENT = 64;

    private final ConcurrentLinkedDeque<MemorySegment> free = new ConcurrentLinkedDeque<>();

    /// What `work` makes with a buffer of `bytes` bytes, which is its own until it returns.
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
