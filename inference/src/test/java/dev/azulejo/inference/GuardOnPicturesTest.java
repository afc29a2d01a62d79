package dev.azulejo.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.inference.engine.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the guard on SPAN's answers with pictures (benchmarks/pictures), each reduced to a quarter by
/// averaging and enlarged again: it leaves photographs as they are, and drawings become no worse than by
/// cubic interpolation.
@Tag("slow")
public class GuardOnPicturesTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);
    private static final Path PICTURES = Path.of("..", "benchmarks", "pictures");
    private static final PixelFormat RGB = new PixelFormat(3, 8);
    private static final String MODEL = "span-x4";

    public static List<Path> photographs() throws IOException {
        return in(PICTURES.resolve("photographs"));
    }

    public static List<Path> drawn() throws IOException {
        return in(PICTURES.resolve("drawn"));
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @Test
    void thereAreEnough() throws IOException {
        assertThat(photographs()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(drawn()).hasSizeGreaterThanOrEqualTo(13);
    }

    @ParameterizedTest
    @MethodSource("photographs")
    void aPhotographKeepsAllThatTheModelGains(Path file) throws IOException {
        var original = read(file);
        var reduced = reduced(original, 4);
        var guarded = new TileEnhancer(chain(guarded()));
        var kept = enhance(guarded, reduced);
        var believed = enhance(new TileEnhancer(chain(new WarmStep(span(), null))), reduced);
        assertThat(guarded.interpolated()).isZero();
        assertThat(gain(kept, believed, original)).as("dB over the model alone").isGreaterThan(-0.0015);
    }

    @ParameterizedTest
    @MethodSource("drawn")
    void whatWasDrawnComesOutNoWorseThanByCubicInterpolation(Path file) throws IOException {
        var original = read(file);
        var reduced = reduced(original, 4);
        var enlarged = enhance(new TileEnhancer(chain(guarded())), reduced);
        var cubic = enhance(new TileEnhancer(chain(new WarmStep(new Lost(4), 0.1))), reduced);
        assertThat(gain(enlarged, cubic, original))
                .as("dB over cubic interpolation")
                .isPositive();
    }

    @Test
    void tilesOfAPageAreTheWholePage() throws IOException {
        var page = deep(reduced(read(PICTURES.resolve("drawn").resolve("schematic.png")), 4))
                .crop(new Rect(0, 0, 120, 90));
        var enhancer = new TileEnhancer(chain(guarded()));
        var whole = enhance(enhancer, page);
        int interpolated = enhancer.interpolated();
        int halo = MODELS.card(MODEL).haloPx();
        var grid = new TileGrid(new Size(page.width(), page.height()), 2 * halo + 23, halo);
        var stitched = PixelBlock.blank(new Size(4 * page.width(), 4 * page.height()), page.format());
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            stitched.paste(
                    enhancer.enhance(page.crop(tile.padded()), tile, true),
                    tile.interior().times(4));
            interpolated -= enhancer.interpolated();
        }
        assertThat(stitched.samples()).isEqualTo(whole.samples());
        assertThat(interpolated)
                .as("pixels counted in the whole, and not in tiles")
                .isZero();
    }

    /// The same image with 16 bits, in which a halo too short would show.
    private static PixelBlock deep(PixelBlock image) {
        var deep = PixelBlock.blank(new Size(image.width(), image.height()), new PixelFormat(3, 16));
        for (int i = 0; i < deep.samples().length; i++) {
            deep.samples()[i] = image.samples()[i / 2];
        }
        return deep;
    }

    private static WarmStep guarded() {
        return new WarmStep(span(), requireNonNull(MODELS.card(MODEL).guardMargin()));
    }

    private static Upscaler span() {
        return MODELS.warm(new Step(MODEL, MODELS.card(MODEL).sha256()));
    }

    private static WarmChain chain(WarmStep step) {
        return new WarmChain(List.of(step), Boundary.REPLICATE);
    }

    public static PixelBlock enhance(TileEnhancer enhancer, PixelBlock image) {
        return enhancer.enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
    }

    /// The image cropped to multiples of 4.
    public static PixelBlock read(Path file) throws IOException {
        var image = ImageIO.read(file.toFile());
        var size = new Size(image.getWidth() / 4 * 4, image.getHeight() / 4 * 4);
        var block = PixelBlock.blank(size, RGB);
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                int rgb = image.getRGB(x, y);
                for (int band = 0; band < 3; band++) {
                    block.samples()[y * block.stride() + 3 * x + band] = (byte) (rgb >> (16 - 8 * band));
                }
            }
        }
        return block;
    }

    public static PixelBlock reduced(PixelBlock image, int by) {
        var reduced = PixelBlock.blank(new Size(image.width() / by, image.height() / by), RGB);
        for (int y = 0; y < reduced.height(); y++) {
            for (int x = 0; x < reduced.width(); x++) {
                for (int band = 0; band < 3; band++) {
                    int sum = 0;
                    for (int i = 0; i < by * by; i++) {
                        int row = (y * by + i / by) * image.stride();
                        sum += image.samples()[row + 3 * (x * by + i % by) + band] & 0xff;
                    }
                    reduced.samples()[y * reduced.stride() + 3 * x + band] = (byte) Math.round(sum / (float) (by * by));
                }
            }
        }
        return reduced;
    }

    private static double gain(PixelBlock result, PixelBlock over, PixelBlock original) {
        return 10 * Math.log10(meanSquare(over, original) / meanSquare(result, original));
    }

    private static double meanSquare(PixelBlock one, PixelBlock other) {
        double sum = 0;
        for (int i = 0; i < one.samples().length; i++) {
            int difference = (one.samples()[i] & 0xff) - (other.samples()[i] & 0xff);
            sum += difference * difference;
        }
        return sum / one.samples().length;
    }

    /// A model none of whose answers can be trusted, so that all is interpolated.
    private record Lost(int scale) implements Upscaler {
        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int i = 0; i < 3 * output.planeLength(); i++) {
                output.samples().put(i, 9);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "lost";
        }
    }
}
