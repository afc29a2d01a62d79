package dev.azulejo.local.wiring;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.MemoryNeed;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.plan.Speeds;
import dev.azulejo.core.plan.TimeLimit;
import dev.azulejo.core.plan.WorkShare;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.local.machine.Machine;
import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Refuses work that would take longer than the user wants to wait, more memory than was allowed, or more
/// disk than is free.
///
/// @param machine what of it may be used
/// @param workFolder where jobs are kept
/// @param waits whether the job is tried again when there is no room, for as long as it takes: then what
///     can never have it is refused
public record LocalForesight(
        ModelCards models, Speeds speeds, Limits limits, Machine machine, Path workFolder, boolean waits)
        implements Foresight {
    private static final System.Logger LOG = System.getLogger(LocalForesight.class.getName());
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    /// CPU time from which a job has the machine to itself. The last of several jobs may run with a part of
    /// the threads, so it should not be long.
    private static final Duration LONG_BESIDE_OTHERS = Duration.ofSeconds(4);

    /// @param free what the work folder's disk has left
    /// @param total how large that disk is
    private record Room(long needed, long free, long total) {}

    /// Returns this foresight for a process that has started: no job has to wait for its start.
    public LocalForesight started() {
        return new LocalForesight(models, speeds.started(), limits, machine, workFolder, waits);
    }

    /// @param shards that the job is cut into
    public Estimate estimate(JobPlan plan, int shards) {
        return Estimate.of(plan, shards, cards(plan), speeds, machine.threads(), machine.memoryBytes());
    }

    /// CPU seconds within models, as their cards state them.
    double byCards(JobPlan plan) {
        return Planner.predictedSeconds(plan, cards(plan));
    }

    WorkShare share(Manifest manifest) {
        return Estimate.share(manifest, cards(manifest.plan()), machine.threads(), machine.memoryBytes());
    }

    /// The bytes that a job takes beside others; empty for a long one, which all threads together end sooner.
    public OptionalLong besideOthers(Planned planned) {
        var plan = planned.plan();
        int shards = planned.shards().size();
        return started().estimate(plan, shards).cpuTime().compareTo(LONG_BESIDE_OTHERS) > 0
                ? OptionalLong.empty()
                : OptionalLong.of(MemoryNeed.besideOthers(plan, shards, cards(plan), planned.decodeBytes()));
    }

    long besideOthers(Manifest manifest) {
        return MemoryNeed.besideOthers(manifest.plan(), manifest.shards(), cards(manifest.plan()), 0);
    }

    private List<ModelCard> cards(JobPlan plan) {
        return plan.steps().stream().map(step -> models.card(step.model())).toList();
    }

    @Override
    public Optional<Refused> refusal(Planned planned) {
        var estimate = estimate(planned.plan(), planned.shards().size());
        return TimeLimit.refusal(estimate, limits, machine.threads())
                .or(() -> tightness(estimate))
                .or(() -> room(planned.plan(), estimate)
                        .filter(room -> room.needed > room.free)
                        .map(this::shortage));
    }

    private Optional<Refused> tightness(Estimate estimate) {
        return machine.isStrict() && estimate.memoryBytes() > machine.memoryBytes()
                ? Optional.of(new Refused(
                        Reason.MODEL_MEMORY,
                        "would take about %.0f MB of memory with one tile at a time, --memory allows %.0f; raise it, or make tiles smaller with --tile"
                                .formatted(estimate.memoryBytes() / MEGABYTE, machine.memoryBytes() / MEGABYTE)))
                : Optional.empty();
    }

    /// @throws StorageFull where there may be room later
    private Refused shortage(Room room) {
        var needs =
                "needs about %.1f GB of disk while it works, and %s has".formatted(room.needed / GIGABYTE, workFolder);
        if (waits && room.needed > room.total) {
            return new Refused(
                    Reason.NEEDS_TOO_MUCH_DISK,
                    "%s %.1f GB in all; ask for a smaller size, or for another folder with --work-dir"
                            .formatted(needs, room.total / GIGABYTE));
        }
        throw new StorageFull(
                "%s %.1f GB free; name another with --work-dir".formatted(needs, room.free / GIGABYTE), null);
    }

    private Optional<Room> room(JobPlan plan, Estimate estimate) {
        try {
            var work = store(workFolder);
            var place = plan.outputs().getFirst().destination().place();
            boolean isBesideTheWork =
                    "file".equals(place.getScheme()) && store(Path.of(place)).equals(work);
            long needed = isBesideTheWork
                    ? Math.max(estimate.diskBytes(), 2 * estimate.resultBytes()) // the strips, and what is made of them
                    : estimate.diskBytes();
            return Optional.of(new Room(needed, work.getUsableSpace(), work.getTotalSpace()));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the free room is unknown", e);
            return Optional.empty();
        }
    }

    private static FileStore store(Path folder) throws IOException {
        var there = folder.toAbsolutePath();
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return Files.getFileStore(there);
    }
}
