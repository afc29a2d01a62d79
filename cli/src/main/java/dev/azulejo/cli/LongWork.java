package dev.azulejo.cli;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.port.ModelCards;
import java.time.Duration;
import java.util.Optional;

/// Foresees work that somebody should know of before he waits for it: some models need minutes for a megapixel
/// without a GPU.
///
/// @param threads that work at once
record LongWork(ModelCards models, int threads) {
    private static final Duration LONG = Duration.ofMinutes(5);

    Optional<String> warning(Manifest manifest) {
        var cards =
                manifest.steps().stream().map(step -> models.card(step.model())).toList();
        var time = Estimate.of(manifest, cards, threads).time();
        return time.compareTo(LONG) < 0
                ? Optional.empty()
                : Optional.of("%s of %s will take about %s on %d threads without a GPU"
                        .formatted(manifest.recipe(), manifest.source().uri().key(), shown(time), threads));
    }

    private static String shown(Duration time) {
        long minutes = time.plusSeconds(30).toMinutes();
        return minutes < 120 ? "%d minutes".formatted(minutes) : "%d hours".formatted((minutes + 30) / 60);
    }
}
