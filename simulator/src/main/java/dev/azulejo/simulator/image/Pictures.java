package dev.azulejo.simulator.image;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/// Small images by number, and the result that each must give. Thread-safe.
public final class Pictures {
    /// The number of rows of a result.
    public static final int RESULT_ROWS = 68;

    private static final Size SIZE = new Size(36, 34);
    private static final ConcurrentHashMap<String, byte[]> EXPECTED = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<Integer, byte[]> FILES = new ConcurrentHashMap<>();
    private static final ConcurrentHashMap<String, PixelBlock> ENHANCED = new ConcurrentHashMap<>();

    private Pictures() {}

    private static PixelBlock pixels(int number) {
        return PixelBlock.random(new Random(number), SIZE, PixelFormat.rgb8());
    }

    /// The file of an image as it is put into an inbox; every other one has metadata.
    public static byte[] file(int number) {
        return FILES.computeIfAbsent(
                number, seed -> seed % 2 == 0 ? RawImage.bare(pixels(seed)) : RawImage.file(pixels(seed)));
    }

    private static ImageMetadata metadata(int number) {
        return number % 2 == 0 ? ImageMetadata.NONE : RawImage.METADATA;
    }

    /// The expected result, computed from the whole image at once.
    ///
    /// @param build of the encoder
    /// @param noise that was seen in the image; 0 if no build looked
    private static byte[] expected(int number, String build, int rowsPerStrip, double noise) {
        return EXPECTED.computeIfAbsent(
                "%d %s %d %s".formatted(number, build, rowsPerStrip, noise),
                _ -> new RawEncoder(build).file(enhanced(number, noise), rowsPerStrip, metadata(number)));
    }

    private static PixelBlock enhanced(int number, double noise) {
        return ENHANCED.computeIfAbsent("%d %s".formatted(number, noise), _ -> {
            var image = pixels(number);
            var model = new BlurModel();
            var chain = noise == 0
                    ? WarmChain.of(model.cards(), List.of(model))
                    : WarmChain.of(
                            List.of(model.card("ffdnet"), model.card("span-x2")), List.of(new DimModel(noise), model));
            return new TileEnhancer(chain).enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
        });
    }

    /// Whether these are the bytes that one of the builds makes of the image.
    ///
    /// @param noise that was seen in it; 0 if no build looked
    public static boolean isResult(int number, int rowsPerStrip, double noise, byte[] bytes) {
        return Arrays.equals(bytes, expected(number, RawEncoder.USUAL, rowsPerStrip, noise))
                || Arrays.equals(bytes, expected(number, RawEncoder.NEWER, rowsPerStrip, noise));
    }
}
