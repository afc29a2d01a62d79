package dev.azulejo.core.infer.chain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.BoxBlurUpscaler;
import dev.azulejo.core.infer.Chains;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChainFittingTest {
    private static final PixelFormat GREY = new PixelFormat(1, 8);

    @Test
    void eachStepSeesTheSampleAsTheFittedOnesBeforeItLeaveIt() {
        var first = new Adding(2);
        var between = new BoxBlurUpscaler(0, 1);
        var last = new Adding(1);
        var chain = Chains.unguarded(List.of(first, between, last));
        var crops = List.of(plain(8, 6, 51), plain(8, 6, 102)); // 0.2 and 0.4
        var fitted = new ChainFitting(List.of(card(true), card(false), card(true)), chain, 1, true).to(crops);
        assertThat(first.samples).containsExactly(List.of("8x6 of 0.20", "8x6 of 0.40"));
        // Fitted to a mean of 0.3, the first adds as much.
        assertThat(last.samples).containsExactly(List.of("16x12 of 0.50", "16x12 of 0.70"));
        assertThat(fitted.steps().get(1)).isEqualTo(chain.steps().get(1));
        assertThat(fitted.steps().get(2).model().fingerprint()).isEqualTo("adds 0.60");
    }

    @Test
    void cropsAreExtendedToTheAlignmentAsTilesAre() {
        var model = new Adding(1);
        var chain = Chains.unguarded(List.of(model), Boundary.ZERO);
        new ChainFitting(List.of(card(true)), chain, 4, true).to(List.of(plain(6, 8, 204)));
        assertThat(model.samples).containsExactly(List.of("8x8 of 0.60")); // a quarter is black
    }

    @Test
    void colourUnderTransparencyIsBledAsInTiles() {
        var model = new Adding(1);
        var transparent = PixelBlock.random(new Random(1), new Size(40, 40), new PixelFormat(4, 8));
        for (int at = 3; at < transparent.samples().length; at += 4) {
            transparent.samples()[at] = 0;
        }
        new ChainFitting(List.of(card(true)), Chains.unguarded(List.of(model)), 1, false).to(List.of(transparent));
        assertThat(model.samples).containsExactly(List.of("40x40 of 0.50"));
    }

    /// Once it is fitted it adds the mean of its sample.
    private static final class Adding implements Upscaler {
        private final int scale;
        private final List<List<String>> samples = new ArrayList<>();

        Adding(int scale) {
            this.scale = scale;
        }

        @Override
        public int scale() {
            return scale;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            throw new IllegalStateException("is not fitted");
        }

        @Override
        public Upscaler fitted(List<Planes> sample) {
            samples.add(sample.stream()
                    .map(crop -> String.format(Locale.ROOT, "%dx%d of %.2f", crop.width(), crop.height(), mean(crop)))
                    .toList());
            return new Fitted(
                    scale, sample.stream().mapToDouble(Adding::mean).average().orElseThrow());
        }

        private static double mean(Planes crop) {
            double sum = 0;
            for (int i = 0; i < 3 * crop.planeLength(); i++) {
                sum += crop.samples().get(i);
            }
            return sum / (3 * crop.planeLength());
        }

        @Override
        public String fingerprint() {
            return "not fitted";
        }
    }

    private record Fitted(int scale, double mean) implements Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int i = 0; i < 3 * output.planeLength(); i++) {
                output.samples().put(i, (float) (input.samples().get(0) + mean));
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return String.format(Locale.ROOT, "adds %.2f", mean);
        }
    }

    private static PixelBlock plain(int width, int height, int sample) {
        var block = PixelBlock.blank(new Size(width, height), GREY);
        Arrays.fill(block.samples(), (byte) sample);
        return block;
    }

    private static ModelCard card(boolean needsSample) {
        return new ModelCard(
                "m",
                "1",
                "a model for tests",
                "5e".repeat(32),
                "Apache-2.0",
                "https://example.org",
                1,
                1,
                new ReceptiveField.Radius(0),
                Boundary.REPLICATE,
                needsSample ? Set.of(Condition.POOLED) : Set.of(),
                null,
                Map.of("cpu", 64),
                1_000,
                Map.of());
    }
}
