package dev.azulejo.inference.onnx;

import dev.azulejo.core.foreign.NativeFunction;
import java.lang.foreign.Linker;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Pools memory in whole blocks, which are reused for requests of their size or less. A network asks for
/// feature maps of a few sizes over and over, so the pool holds hardly more than what is in use at its
/// peak: ONNX Runtime's own arena, which cuts its regions into pieces, held half as much again.
/// Thread-safe.
final class BlockPool {
    /// The size from which a block is large; a smaller request, such as weights, does not take a block of
    /// more than twice its size.
    private static final long LARGE = 1 << 20;

    private static final long PAGE = 4096;

    /// The offset between large blocks within a page. Those of the system all begin at the same place of a
    /// page, so that reading one and writing another would compete for the same few cache lines.
    private static final long SHIFT = PAGE + 256;

    private static final int SHIFTS = 16;

    private static final long ALIGNMENT = 64; // of AVX-512, and what ONNX Runtime asks for

    /// @param address of its first byte
    /// @param start of the memory that the system allocated for it
    private record Block(long bytes, long address, long start) implements Comparable<Block> {
        private static final Comparator<Block> ORDER =
                Comparator.comparingLong(Block::bytes).thenComparingLong(Block::address);

        @Override
        public int compareTo(Block other) {
            return ORDER.compare(this, other);
        }
    }

    // Not Java's arenas, which fill with zeros what is about to be written.
    private static final NativeFunction ALLOCATE = function("aligned_alloc");
    private static final NativeFunction FREE = function("free");

    private final Map<Long, Block> taken = new HashMap<>(); // by address
    private final TreeSet<Block> idle = new TreeSet<>();
    private long largeMade;
    private long claimed;

    /// Checks that the system has the memory that concurrent runs are about to take, and keeps none of it.
    ///
    /// @throws OutOfMemoryError when it does not; then nothing is claimed
    synchronized void claim(long bytes) {
        long missing = claimed + bytes - bytes();
        if (missing > 0) {
            FREE.run(allocated(missing));
        }
        claimed += bytes;
    }

    synchronized void unclaim(long bytes) {
        claimed -= bytes;
    }

    /// @return address of a block of `bytes` or more, on a boundary of 64 bytes
    /// @throws OutOfMemoryError when the system has none left
    synchronized long take(long bytes) {
        var fitting = idle.ceiling(new Block(bytes, 0, 0));
        boolean fits = fitting != null && (bytes >= LARGE || fitting.bytes <= 2 * bytes);
        var block = fits ? fitting : made(bytes);
        idle.remove(block);
        taken.put(block.address, block);
        return block.address;
    }

    synchronized void giveBack(long address) {
        var block = taken.remove(address);
        if (block == null) {
            throw new IllegalArgumentException("there is no block at %x".formatted(address));
        }
        idle.add(block);
    }

    /// Returns idle blocks to the system if they are more than `kept` bytes.
    synchronized void release(long kept) {
        if (idle.stream().mapToLong(Block::bytes).sum() > kept) {
            release(Long.MAX_VALUE, 0);
        }
    }

    /// The size of all blocks, in use and idle.
    synchronized long bytes() {
        return Stream.concat(taken.values().stream(), idle.stream())
                .mapToLong(Block::bytes)
                .sum();
    }

    /// A new block, in place of idle ones that are all too small.
    private Block made(long bytes) {
        if (bytes < LARGE) {
            long start = allocated(bytes);
            return new Block(bytes, start, start);
        }
        release(bytes, LARGE);
        long shift = largeMade++ % SHIFTS * SHIFT;
        long start = allocated(bytes + PAGE + shift);
        return new Block(bytes, roundedUp(start, PAGE) + shift, start);
    }

    private static long allocated(long bytes) {
        long start = ALLOCATE.word(ALIGNMENT, roundedUp(bytes, ALIGNMENT));
        if (start == 0) {
            throw new OutOfMemoryError("the system has no %d bytes left".formatted(bytes));
        }
        return start;
    }

    private static long roundedUp(long number, long step) {
        return Math.ceilDiv(number, step) * step;
    }

    /// Frees idle blocks, the largest first, until `wanted` bytes are freed.
    private void release(long wanted, long least) {
        long left = wanted;
        while (left > 0 && !idle.isEmpty() && idle.last().bytes >= least) {
            var block = idle.removeLast();
            FREE.run(block.start);
            left -= block.bytes;
        }
    }

    private static NativeFunction function(String name) {
        return NativeFunction.of(Linker.nativeLinker().defaultLookup().findOrThrow(name));
    }
}
