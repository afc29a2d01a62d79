package dev.azulejo.inference.onnx;

import java.lang.foreign.Arena;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// Memory in blocks that are used again, whole, by whoever needs as much or less. A network asks for feature maps of a
/// few sizes over and over, so the pool holds hardly more than what is in use at its peak: ONNX Runtime's own arena,
/// which cuts its regions into pieces, held half as much again. Thread-safe.
final class BlockPool {
    /// What is smaller, such as weights, does not take blocks of more than twice its size.
    private static final long LARGE = 1 << 20;

    private static final long ALIGNMENT = 64; // of AVX-512, and what ONNX Runtime asks for

    /// @param address of its first byte
    private record Block(long bytes, long address) implements Comparable<Block> {
        private static final Comparator<Block> ORDER =
                Comparator.comparingLong(Block::bytes).thenComparingLong(Block::address);

        @Override
        public int compareTo(Block other) {
            return ORDER.compare(this, other);
        }
    }

    private final Map<Block, Arena> arenas = new HashMap<>();
    private final Map<Long, Block> taken = new HashMap<>(); // by address
    private final TreeSet<Block> idle = new TreeSet<>();

    /// @return address of a block of `bytes` or more, on a boundary of 64 bytes
    /// @throws OutOfMemoryError when the system has none left
    synchronized long take(long bytes) {
        var fitting = idle.ceiling(new Block(bytes, 0));
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

    /// Gives what is not in use to the system.
    synchronized void release() {
        release(Long.MAX_VALUE, 0);
    }

    /// Of all blocks, in use and idle.
    synchronized long bytes() {
        return arenas.keySet().stream().mapToLong(Block::bytes).sum();
    }

    /// Instead of idle ones, which are all too small.
    @SuppressWarnings("MustBeClosed") // closed with its block
    private Block made(long bytes) {
        if (bytes >= LARGE) {
            release(bytes, LARGE);
        }
        var arena = Arena.ofShared();
        var block = new Block(bytes, arena.allocate(bytes, ALIGNMENT).address());
        arenas.put(block, arena);
        return block;
    }

    /// The largest first, until it was as much as `wanted`.
    private void release(long wanted, long least) {
        long left = wanted;
        while (left > 0 && !idle.isEmpty() && idle.last().bytes >= least) {
            var block = idle.removeLast();
            Optional.ofNullable(arenas.remove(block)).ifPresent(Arena::close);
            left -= block.bytes;
        }
    }
}
