package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.intake.Options;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.ReceptiveField;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of images that go on at their opposite edge, from the source to the file: the result is the middle of what the
/// image becomes that is laid side by side with itself, bit for bit.
@Tag("slow")
class WrapTest {
    private static final int HEADER = 8 + 24; // what goes before a file, and its own

    /// More than guard, alpha, resizing and the models here look at together.
    private static final int SEEN_PX = 40;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}x{1}, {2} bands of {3} bits, orientation {4}, radius {5}, {6}")
    @CsvSource({
        "70, 50, 3,  8, 1, 2, steps=span-x2 shard-tiles=1",
        "70, 50, 3,  8, 1, 2, steps=span-x2 shard-tiles=4 strip-rows=7",
        "70, 50, 3, 16, 6, 3, steps=span-x2 shard-tiles=2",
        "48, 80, 4,  8, 3, 1, steps=span-x2 shard-tiles=3",
        "40, 60, 2, 16, 5, 4, steps=span-x2 shard-tiles=2",
        "50, 50, 1,  8, 8, 2, 'steps=ffdnet,span-x2 shard-tiles=4'",
        "50, 44, 4, 16, 7, 2, 'steps=cunet-denoise1,ffdnet,span-x2 shard-tiles=2'",
        "12, 8,  4,  8, 2, 6, 'steps=cunet-denoise1,span-x2 shard-tiles=2'",
        "5,  3,  3,  8, 4, 6, steps=span-x2",
        "1,  1,  3,  8, 1, 6, steps=span-x2",
        "1,  9,  1, 16, 6, 3, steps=span-x2",
        "40, 60, 3,  8, 1, 2, steps=span-x2 percent=150 strip-rows=9 shard-tiles=2",
        "60, 40, 4, 16, 6, 2, steps=span-x2 percent=70 strip-rows=5 shard-tiles=1",
        "60, 40, 3,  8, 1, 2, steps=span-x2 percent=200 strip-rows=5 shard-tiles=3",
        "60, 40, 3,  8, 8, 2, recipe=resize percent=150 strip-rows=11",
        "60, 40, 4,  8, 1, 2, recipe=resize percent=30 strip-rows=4",
        "64, 48, 1,  8, 1, 2, recipe=auto",
    })
    void isTheMiddleOfWhatManyBecome(
            int width, int height, int bands, int bits, int orientation, int radius, String said) {
        var image = PixelBlock.random(new Random(radius), new Size(width, height), new PixelFormat(bands, bits));
        int across = 1 + 2 * Math.ceilDiv(SEEN_PX, width);
        int down = 1 + 2 * Math.ceilDiv(SEEN_PX, height);
        var many = repeated(image, across, down);
        boolean turned = orientation > 4;
        var wrapped = result(image, orientation, radius, said + " wrap=both");
        var ofMany = result(many, orientation, radius, said);
        var size = new Size(wrapped.width(), wrapped.height());
        assertThat(new Size(ofMany.width(), ofMany.height()))
                .isEqualTo(new Size(size.width() * (turned ? down : across), size.height() * (turned ? across : down)));
        var middle = new Rect(
                size.width() * ((turned ? down : across) / 2),
                size.height() * ((turned ? across : down) / 2),
                size.width(),
                size.height());
        assertThat(wrapped.samples()).isEqualTo(ofMany.crop(middle).samples());
    }

    @ParameterizedTest
    @CsvSource({"across, 3, 1, steps=span-x2", "down, 1, 3, steps=span-x2", "across, 3, 1, recipe=resize percent=150"})
    void alongOneAxisAlone(String wrap, int across, int down, String said) {
        var image = PixelBlock.random(new Random(1), new Size(50, 60), PixelFormat.rgb8());
        var wrapped = result(image, 1, 3, said + " shard-tiles=2 wrap=" + wrap);
        var ofMany = result(repeated(image, across, down), 1, 3, said);
        var middle =
                new Rect(across / 2 * wrapped.width(), down / 2 * wrapped.height(), wrapped.width(), wrapped.height());
        assertThat(wrapped.samples()).isEqualTo(ofMany.crop(middle).samples());
    }

    @Test
    void withoutItTheEdgesAreOthers() {
        var image = PixelBlock.random(new Random(1), new Size(50, 60), PixelFormat.rgb8());
        var plain = result(image, 1, 3, "steps=span-x2");
        var wrapped = result(image, 1, 3, "steps=span-x2 wrap=both");
        assertThat(wrapped.samples()).isNotEqualTo(plain.samples());
        var inner = new Rect(20, 20, 60, 80);
        assertThat(wrapped.crop(inner).samples()).isEqualTo(plain.crop(inner).samples());
    }

    private static PixelBlock repeated(PixelBlock image, int across, int down) {
        var many = PixelBlock.blank(new Size(across * image.width(), down * image.height()), image.format());
        for (int i = 0; i < across * down; i++) {
            int left = i % across * image.width();
            int top = i / across * image.height();
            many.paste(image, new Rect(left, top, image.width(), image.height()));
        }
        return many;
    }

    private PixelBlock result(PixelBlock stored, int orientation, int radius, String said) {
        var models = new Blurs(radius);
        var options = Options.withCuts(models);
        var values = new LinkedHashMap<String, OptionValue>();
        for (var option : said.split(" ", -1)) {
            values.put(
                    option.substring(0, option.indexOf('=')),
                    OptionValue.metadata(option.substring(option.indexOf('=') + 1)));
        }
        options.addCommand(values);
        assertThat(options.problems()).isEmpty();
        var file = RawImage.file(stored);
        file[7] = (byte) orientation; // the last byte of its second number
        var disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), file);
        try (var laptop = new Laptop(disks, models, 2)) {
            var outcome = laptop.enhance(new Order(Disks.SOURCE, 1, options.wanted("none"), Disks.RESULT));
            assertThat(outcome).isInstanceOf(Succeeded.class);
            var its = ((Succeeded) outcome).results().getFirst();
            var result = disks.result();
            return new PixelBlock(
                    its.width(),
                    its.height(),
                    stored.format(),
                    Arrays.copyOfRange(result, HEADER, result.length - RawEncoder.TRAILER));
        }
    }

    /// Models that look so far and no further: SPAN and animevideo enlarge twice, the others keep the size.
    private record Blurs(int radius) implements Models {
        private static final int BEST_SIDE = 64;

        @Override
        public List<ModelCard> cards() {
            return List.of(card("span-x2"), card("ffdnet"), card("cunet-denoise1"));
        }

        @Override
        public ModelCard card(String id) {
            return new ModelCard(
                    id,
                    "1",
                    "a blur",
                    "5e".repeat(32),
                    "Apache-2.0",
                    "https://example.org",
                    scale(id),
                    1,
                    new ReceptiveField.Radius(radius),
                    Boundary.REPLICATE,
                    Set.of(),
                    0.2,
                    Map.of("cpu", BEST_SIDE),
                    1_000,
                    Map.of("cpu-core", 1.0));
        }

        private static int scale(String id) {
            return id.startsWith("span") || id.startsWith("animevideo") ? 2 : 1;
        }

        @Override
        public Upscaler warm(Step step) {
            return new Blur(radius, scale(step.model()));
        }
    }

    private record Blur(int radius, int scale) implements Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int i = 0; i < output.planeLength() * output.bands(); i++) {
                int y = i % output.planeLength() / output.width();
                float mean = mean(input, i / output.planeLength(), i % output.width() / scale, y / scale);
                output.samples().put(i, mean + 0.01f * (i % output.width() % scale) - 0.02f * (y % scale));
            }
            return Optional.empty();
        }

        private float mean(Planes input, int band, int x, int y) {
            float sum = 0;
            for (int dy = -radius; dy <= radius; dy++) {
                for (int dx = -radius; dx <= radius; dx++) {
                    sum += input.at(
                            band, Math.clamp(x + dx, 0, input.width() - 1), Math.clamp(y + dy, 0, input.height() - 1));
                }
            }
            int side = 2 * radius + 1;
            return sum / (side * side);
        }

        @Override
        public String fingerprint() {
            return "blur";
        }
    }
}
