package dev.azulejo.quality.evaluate;

import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.face.BlazeFace;
import dev.azulejo.quality.metric.MetricOptions;
import java.util.List;

/// Decides whether faces are looked for: only where a model invents, as it takes as long as all else that is measured.
public final class MeasuredFaces {
    private MeasuredFaces() {}

    public static MetricOptions with(MetricOptions options, List<Contender> contenders, CardFolder cards) {
        return contenders.stream().anyMatch(contender -> contender.invents(cards::invents))
                ? options.withFaces(BlazeFace.installed())
                : options;
    }
}
