package dev.azulejo.storage.s3;

import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.StorageFull;
import java.util.ArrayList;
import java.util.List;

/// Divides ranges of any size into the parts of an upload, of which all but the last must have 5 MiB, and
/// of which there may be 10,000: S3 copies long ranges, short neighbours are joined in memory. A long range
/// behind short ones that are too small together gives them the rest from its start.
///
/// @param steps the parts, in their order; together they cover the bytes of all ranges once
/// @param minBytes least bytes of each part but the last; more than 5 MiB only if 10,000 parts would not be
///     enough
record CompositionPlan(List<Step> steps, int minBytes) {
    private static final long MAX_BYTES = 5L << 40;
    private static final long COPIED_AT_ONCE = 1L << 30; // S3 takes 5 GiB; smaller ones run side by side

    CompositionPlan {
        steps = List.copyOf(steps);
    }

    /// How one part is made.
    sealed interface Step {
        long bytes();
    }

    /// A part made of ranges that pass through our memory.
    record Joined(List<Part> ranges, long bytes) implements Step {
        Joined {
            ranges = List.copyOf(ranges);
        }
    }

    record Copied(Part range) implements Step {
        @Override
        public long bytes() {
            return range.length();
        }
    }

    /// @throws StorageFull when the ranges have more than 5 TiB, the most that S3 keeps as one object
    static CompositionPlan of(List<Part> ranges) {
        long total = 0;
        for (var range : ranges) {
            if (range.length() > MAX_BYTES - total) {
                throw new StorageFull(
                        "an object of S3 has at most 5 TiB, %d ranges have more".formatted(ranges.size()), null);
            }
            total += range.length();
        }
        int minBytes = PartSizes.MIN_BYTES;
        while (true) {
            var steps = new Planner(minBytes).steps(ranges);
            if (steps.size() <= PartSizes.MAX_PARTS) {
                return new CompositionPlan(steps, minBytes);
            }
            minBytes *= 2;
        }
    }

    /// The most bytes that a joined part has: below three times the least.
    long maxJoinedBytes() {
        return steps.stream()
                .filter(Joined.class::isInstance)
                .mapToLong(Step::bytes)
                .max()
                .orElse(0);
    }

    private static final class Planner {
        private final int minBytes;
        private final long enoughBytes;
        private final List<Step> steps = new ArrayList<>();
        private List<Part> pending = new ArrayList<>();
        private long pendingBytes;

        Planner(int minBytes) {
            this.minBytes = minBytes;
            this.enoughBytes = minBytes * 8L / 5; // fewer and larger parts than need be
        }

        List<Step> steps(List<Part> ranges) {
            for (var range : ranges) {
                if (range.length() >= minBytes) {
                    addLong(range);
                } else if (range.length() > 0) {
                    join(range);
                }
                if (pendingBytes >= enoughBytes) {
                    flush();
                }
            }
            flush();
            return steps;
        }

        private void addLong(Part range) {
            long missing = pendingBytes == 0 ? 0 : Math.max(0, minBytes - pendingBytes);
            if (range.length() - missing < minBytes) {
                join(range);
                return;
            }
            if (missing > 0) {
                join(new Part(range.key(), range.offset(), missing));
            }
            flush();
            copy(new Part(range.key(), range.offset() + missing, range.length() - missing));
        }

        private void copy(Part range) {
            long most = Math.max(COPIED_AT_ONCE, 2L * minBytes);
            long count = Math.ceilDiv(range.length(), most);
            for (long index = 0; index < count; index++) {
                long start = range.length() / count * index;
                long end = index == count - 1 ? range.length() : range.length() / count * (index + 1);
                steps.add(new Copied(new Part(range.key(), range.offset() + start, end - start)));
            }
        }

        private void join(Part range) {
            pending.add(range);
            pendingBytes += range.length();
        }

        private void flush() {
            if (pendingBytes > 0) {
                steps.add(new Joined(pending, pendingBytes));
                pending = new ArrayList<>();
                pendingBytes = 0;
            }
        }
    }
}
