package dev.azulejo.cli.command.enhance;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.MemoryNeed;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.resize.Sizing;
import dev.azulejo.local.machine.Machine;
import java.time.Duration;
import java.util.OptionalLong;

/// The needs of all files of a plan together: `enhance` works on one after another, and on several small
/// ones at once. For one thread.
final class PlanSum {
    private static final double MEGA = 1e6;
    private static final double MEBIBYTE = 1 << 20;

    private final Machine machine;
    private final int mostAtOnce;
    private final boolean isPrint;
    private int files;
    private long sourcePixels;
    private long resultPixels;
    private Duration time = Duration.ZERO;
    private Duration cpuTime = Duration.ZERO;
    private long memoryBytes;
    private long diskBytes;
    private int small;
    private long smallMemoryBytes;
    private long smallDiskBytes;
    private long resultBytes;
    private double fewestDots = Double.POSITIVE_INFINITY;
    private double mostDots;

    /// @param mostAtOnce how many small files may be enhanced at once
    /// @param isPrint whether the size of a print was asked for
    PlanSum(Machine machine, int mostAtOnce, boolean isPrint) {
        this.machine = machine;
        this.mostAtOnce = mostAtOnce;
        this.isPrint = isPrint;
    }

    /// Whether no file was added yet.
    boolean isEmpty() {
        return files == 0;
    }

    /// A file that `enhance` would begin with.
    ///
    /// @param besideOthers bytes that it takes beside others; empty for one that is enhanced alone
    void add(JobPlan plan, Estimate estimate, OptionalLong besideOthers) {
        if (besideOthers.isPresent()) {
            small++;
            smallMemoryBytes = Math.max(smallMemoryBytes, besideOthers.getAsLong());
            smallDiskBytes = Math.max(smallDiskBytes, estimate.diskBytes());
        }
        files++;
        sourcePixels += plan.image().pixels();
        resultPixels += plan.outputs().stream()
                .mapToLong(output -> output.size().pixels())
                .sum();
        time = time.plus(estimate.time());
        cpuTime = cpuTime.plus(estimate.cpuTime());
        memoryBytes = Math.max(memoryBytes, estimate.memoryBytes());
        diskBytes = Math.max(diskBytes, estimate.diskBytes());
        resultBytes += estimate.resultBytes();
        var density = plan.outputs().getFirst().density();
        if (isPrint && density != null) {
            double dots = density.horizontal()
                    * Density.MM_PER_INCH
                    / Sizing.enlargement(plan.image(), plan.outputs().getFirst().layout());
            fewestDots = Math.min(fewestDots, dots);
            mostDots = Math.max(mostDots, dots);
        }
    }

    /// Such as `3 of 4 files: 12.3 to 49.2 megapixels, about 2 minutes on 2 threads (3 minutes of CPU), at most 420 MiB
    /// of memory and 130 MiB of disk at a time, results of about 14 MB`; of prints also
    /// `printed with 19 to 240 pixels an inch of their own`.
    ///
    /// @param wanted how many files were asked for
    String line(int wanted) {
        int atOnce = Math.min(small, mostAtOnce);
        long room = MemoryNeed.roomForJobs(machine.memoryBytes());
        long ofSmall = atOnce < 2 ? 0 : machine.memoryBytes() - room + Math.min(room, atOnce * smallMemoryBytes);
        return "%s: %.1f to %.1f megapixels, about %s on %d threads (%s of CPU), at most %.0f MiB of memory and %.0f MiB of disk at a time, results of about %.0f MB%s"
                .formatted(
                        files == wanted ? files + " files" : "%d of %d files".formatted(files, wanted),
                        sourcePixels / MEGA,
                        resultPixels / MEGA,
                        TimeLimit.shown(time),
                        machine.threads(),
                        TimeLimit.shown(cpuTime),
                        Math.max(memoryBytes, ofSmall) / MEBIBYTE,
                        Math.max(diskBytes, atOnce * smallDiskBytes) / MEBIBYTE,
                        Math.ceil(resultBytes / MEGA),
                        print());
    }

    private String print() {
        if (mostDots == 0) { // no print, or nothing of it
            return "";
        }
        var range = Math.round(fewestDots) == Math.round(mostDots)
                ? "%.0f".formatted(mostDots)
                : "%.0f to %.0f".formatted(fewestDots, mostDots);
        return ", printed with %s pixels an inch of their own".formatted(range);
    }
}
