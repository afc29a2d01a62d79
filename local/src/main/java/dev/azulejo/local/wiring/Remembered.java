package dev.azulejo.local.wiring;

import dev.azulejo.core.deliver.Provenance;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.StorageFailure;
import java.nio.file.Path;
import java.util.Optional;

/// Reads this machine's records of what it made.
public final class Remembered {
    private Remembered() {}

    /// The outcome that made a result; empty for a file that azulejo did not make here, or that was changed
    /// or moved since.
    public static Optional<Succeeded> outcome(Path file, LocalConfig config) {
        try {
            var uri = LocalPlaces.uriOf(file);
            var jobs = new JobObjects(EmbeddedWiring.work(config.cache().resolve("work")), new JacksonCodec());
            return EmbeddedWiring.places(config)
                    .open(uri.place())
                    .stat(uri.key())
                    .flatMap(Provenance::of)
                    .flatMap(provenance -> JobId.parse(provenance.job()))
                    .flatMap(jobs::newest)
                    .flatMap(jobs::outcome)
                    .filter(Succeeded.class::isInstance)
                    .map(Succeeded.class::cast);
        } catch (StorageFailure | StageFailure e) {
            return Optional.empty(); // callers can do without
        }
    }
}
