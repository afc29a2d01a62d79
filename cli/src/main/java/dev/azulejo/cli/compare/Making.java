package dev.azulejo.cli.compare;

import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome.Succeeded;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.file.Durability;
import dev.azulejo.storage.file.FileStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How azulejo made a file.
///
/// @param recipe as it was asked for
/// @param took from the first stage to the last
record Making(String recipe, Duration took) {

    /// As far as this machine remembers: empty for a file that azulejo did not make here, or that was changed or moved
    /// since.
    static Optional<Making> of(Path file, LocalConfig config) {
        try {
            var uri = LocalPlaces.uriOf(file);
            var work = config.cache().resolve("work");
            var jobs = new JobObjects(
                    new FileStorage(work, work.resolve(".azulejo"), Durability.PROCESS_DEATH), new JacksonCodec());
            return EmbeddedWiring.places(config)
                    .open(uri.place())
                    .stat(uri.key())
                    .flatMap(Provenance::of)
                    .flatMap(provenance -> JobId.parse(provenance.job()))
                    .flatMap(jobs::newest)
                    .flatMap(jobs::outcome)
                    .filter(Succeeded.class::isInstance)
                    .map(Succeeded.class::cast)
                    .map(Making::of);
        } catch (StorageFailure | StageFailure e) {
            return Optional.empty(); // a page can do without
        }
    }

    private static Making of(Succeeded outcome) {
        double seconds = outcome.seconds().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        return new Making(outcome.recipe(), Duration.ofMillis(Math.round(1000 * seconds)));
    }

    String text() {
        return "recipe %s, %s".formatted(recipe, duration());
    }

    private String duration() {
        if (took.toMinutes() < 1) {
            return "%.1f s".formatted(took.toMillis() / 1e3);
        }
        return took.toHours() < 1
                ? "%d min %d s".formatted(took.toMinutes(), took.toSecondsPart())
                : "%d h %d min".formatted(took.toHours(), took.toMinutesPart());
    }
}
