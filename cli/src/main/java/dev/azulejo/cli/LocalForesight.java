package dev.azulejo.cli;

import dev.azulejo.cli.MachineOptions.Machine;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.Speeds;
import dev.azulejo.core.plan.WorkShare;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Refuses work that would take longer than somebody wants to wait, more memory than was asked to suffice, or more
/// disk than is free.
///
/// @param workFolder where jobs are kept; empty where somebody waits until there is room
/// @param machine what of it may be used
record LocalForesight(ModelCards models, Speeds speeds, Limits limits, Machine machine, Optional<Path> workFolder)
        implements Foresight {
    private static final System.Logger LOG = System.getLogger(LocalForesight.class.getName());
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    Estimate estimate(Manifest manifest) {
        return Estimate.of(manifest, cards(manifest), speeds, machine.threads(), machine.memoryBytes());
    }

    WorkShare share(Manifest manifest) {
        return Estimate.share(manifest, cards(manifest), machine.threads(), machine.memoryBytes());
    }

    private List<ModelCard> cards(Manifest manifest) {
        return manifest.steps().stream().map(step -> models.card(step.model())).toList();
    }

    @Override
    public Optional<Refused> refusal(Manifest manifest) {
        var estimate = estimate(manifest);
        if (estimate.time().compareTo(limits.time()) > 0) {
            return Optional.of(new Refused(
                    Reason.TOO_LARGE,
                    "would take about %s on %d threads, the limit is %s; choose a faster recipe, cut the image, or raise %s"
                            .formatted(
                                    shown(estimate.time()),
                                    machine.threads(),
                                    shown(limits.time()),
                                    Limit.TIME.option())));
        }
        if (machine.isStrict() && estimate.memoryBytes() > machine.memoryBytes()) {
            return Optional.of(new Refused(
                    Reason.TOO_LARGE,
                    "would take about %.0f MB of memory with one tile at a time, --memory allows %.0f; raise it, or make tiles smaller with --tile"
                            .formatted(estimate.memoryBytes() / MEGABYTE, machine.memoryBytes() / MEGABYTE)));
        }
        shortage(manifest).ifPresent(words -> {
            throw new StorageFull(words, null);
        });
        return Optional.empty();
    }

    /// What there is too little room for, in words.
    Optional<String> shortage(Manifest manifest) {
        return workFolder.flatMap(folder -> shortage(manifest, folder));
    }

    private Optional<String> shortage(Manifest manifest, Path folder) {
        try {
            var work = store(folder);
            var estimate = estimate(manifest);
            var destination = Path.of(manifest.destination().place());
            long needed = store(destination).equals(work)
                    ? Math.max(estimate.diskBytes(), 2 * estimate.resultBytes()) // the strips, and what is made of them
                    : estimate.diskBytes();
            long free = work.getUsableSpace();
            return needed <= free
                    ? Optional.empty()
                    : Optional.of(
                            "needs about %.1f GB of disk while it works, and %s has %.1f GB free; name another with --work-dir"
                                    .formatted(needed / GIGABYTE, folder, free / GIGABYTE));
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "nobody tells how much room there is", e);
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

    /// In words, rounded.
    static String shown(Duration time) {
        double minutes = time.toSeconds() / 60.0;
        if (minutes < 2) {
            return "%d seconds".formatted(time.toSeconds());
        }
        if (minutes < 120) {
            return "%.0f minutes".formatted(minutes);
        }
        return minutes < 72 * 60 ? "%.1f hours".formatted(minutes / 60) : "%.1f days".formatted(minutes / (24 * 60));
    }
}
