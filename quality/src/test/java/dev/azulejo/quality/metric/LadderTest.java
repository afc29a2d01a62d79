package dev.azulejo.quality.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.*;
import org.junit.jupiter.api.Test;

class LadderTest {
    @Test
    void print() throws Exception {
        for (var distortion : Distortion.values()) {
            for (var picture : Picture.ALL) {
                if (Math.min(picture.width(), picture.height()) < 192) continue;
                var pixels = picture.pixels();
                var lines = new TreeMap<Metric, List<String>>();
                for (int step = 1; step <= Distortion.STEPS; step++) {
                    var d = distortion.of(pixels, step);
                    var scores = Metrics.compare(new MemoryRows(pixels), new MemoryRows(d)).and(Metrics.describe(new MemoryRows(d)));
                    scores.all().forEach((m, s) -> lines.computeIfAbsent(m, k -> new ArrayList<>()).add(s.value().isPresent() ? "%.4f".formatted(s.value().getAsDouble()) : "-"));
                }
                lines.forEach((m, l) -> System.out.println(distortion + " " + picture.name() + " " + m.id() + " " + String.join(" ", l)));
            }
        }
    }
}
