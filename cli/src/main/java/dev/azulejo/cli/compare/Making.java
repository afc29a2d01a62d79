package dev.azulejo.cli.compare;

import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.Remembered;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The recipe by which azulejo made a file.
///
/// @param recipe as it was asked for
/// @param took from the first stage to the last
record Making(String recipe, Duration took) {

    /// The making of a file as far as this machine remembers; empty for a file that azulejo did not make
    /// here, or that was changed or moved since.
    static Optional<Making> of(Path file, LocalConfig config) {
        return Remembered.outcome(file, config).map(Making::of);
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
