package dev.azulejo.simulator.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Jobs of a model whose results overlap, from the source to the file.
class FeatherTest {
    private static final int HEADER = 8 + 24; // what goes before a file, and its own

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} bands of {1} bits, overlap {2}")
    @CsvSource({"3, 8, 4", "3, 16, 4", "4, 8, 2", "4, 16, 4", "1, 8, 1", "2, 16, 3", "3, 8, 0"})
    void neitherStripsNorShardsChangeAByte(int bands, int bits, int overlapPx) {
        var image = image(bands, bits);
        var expected = result(image, new TileMeanModel(0.3f, overlapPx), 0, 1_000);
        for (var geometry : List.of(new int[] {1, 4}, new int[] {2, 8}, new int[] {3, 36}, new int[] {100, 4})) {
            assertThat(result(image, new TileMeanModel(0.3f, overlapPx), geometry[0], geometry[1]))
                    .isEqualTo(expected);
        }
    }

    /// What tiles agree on is as if nothing were blended.
    @ParameterizedTest(name = "{0} bands of {1} bits, overlap {2}")
    @CsvSource({"3, 8, 4", "4, 16, 4", "2, 8, 3", "3, 16, 0"})
    void tilesThatAgreeAreTheWholeImage(int bands, int bits, int overlapPx) {
        var image = image(bands, bits);
        var model = new TileMeanModel(0, overlapPx);
        var whole = new TileEnhancer(WarmChain.of(model.cards(), List.of(model)))
                .enhance(image, new Tile(0, image.bounds(), image.bounds()), false);
        assertThat(result(image, model, 2, 8)).isEqualTo(whole.samples());
    }

    /// The left half is dark and the right half bright, so that neighbours differ by a few levels in what they
    /// take away. Far from the edge between the halves only the ramps are left.
    @Test
    void neighboursThatDifferMeetInARamp() {
        var image = PixelBlock.blank(new Size(200, 40), new PixelFormat(1, 8));
        for (int i = 0; i < image.samples().length; i++) {
            image.samples()[i] = (byte) (i % 200 < 60 ? 100 : 140);
        }
        var feathered = result(image, new TileMeanModel(0.4f, 4), 0, 1_000);
        var cut = result(image, new TileMeanModel(0.4f, 0), 0, 1_000);
        assertThat(largestStepOutside(feathered, 110, 130)).isEqualTo(1);
        assertThat(largestStepOutside(cut, 110, 130)).isGreaterThan(1);
    }

    /// Between neighbours of the first row, but for those from `first` to `end`.
    private static int largestStepOutside(byte[] row, int first, int end) {
        int largest = 0;
        for (int x = 1; x < 400; x++) {
            if (x < first || x >= end) {
                largest = Math.max(largest, Math.abs((row[x] & 0xff) - (row[x - 1] & 0xff)));
            }
        }
        return largest;
    }

    private static PixelBlock image(int bands, int bits) {
        return PixelBlock.random(new Random(7), new Size(90, 75), new PixelFormat(bands, bits));
    }

    /// The samples of the result.
    private byte[] result(PixelBlock image, TileMeanModel model, int shardTiles, int stripRows) {
        var disks = Disks.inMemory(folder);
        disks.inbox().put(Disks.SOURCE.key(), RawImage.file(image));
        var order = new Order(
                Disks.SOURCE,
                1,
                Enhancement.by("anime-x2").as(ImageFormat.PNG, 90).cut(new GeometrySpec(0, shardTiles, stripRows)),
                Disks.RESULT);
        try (var laptop = new Laptop(disks, model, 2)) {
            assertThat(laptop.enhance(order)).isInstanceOf(Succeeded.class);
        }
        var file = disks.result();
        return Arrays.copyOfRange(file, HEADER, file.length - RawEncoder.TRAILER);
    }
}
