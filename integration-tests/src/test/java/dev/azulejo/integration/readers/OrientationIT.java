package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a camera notes as turned comes out upright, and says so no more. Shards of two tiles, so that some are cut from
/// columns and some from rows.
class OrientationIT {
    /// What the EXIF of a result says, once its pixels were turned.
    private static final int UPRIGHT = 1;

    @TempDir
    private static Path folder;

    private static Map<Path, ReadImage> results = Map.of();

    @BeforeAll
    static void enhance() {
        var sources = folder.resolve("sources");
        PythonTools.run("make_orientations.py", Checkout.PHOTOS.resolve("chelsea.png"), sources);
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance(
                sources,
                "-o",
                folder.resolve("png"),
                "--format=png",
                "--steps=span-x2",
                "--tile=64",
                "--shard-tiles=2");
        azulejo.enhance(sources.resolve("plain-6.jpg"), "-o", folder.resolve("jpeg"), "--steps=span-x2", "--tile=64");
        var files = new ArrayList<Path>();
        for (int orientation = 0; orientation <= 8; orientation++) {
            for (var shape : new String[] {"plain", "wide", "tall"}) {
                files.add(result("%s-%d.png".formatted(shape, orientation)));
            }
            if (orientation > 0) {
                files.add(result("plain-%d.jpg.png".formatted(orientation)));
                files.add(result("plain-%d-upright.png".formatted(orientation)));
            }
        }
        files.add(folder.resolve("jpeg/plain-6.jpg"));
        results = ReadImage.allOf(files);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTurnedPngGivesThePixelsOfTheUprightOne(int orientation) {
        for (var shape : new String[] {"plain", "wide", "tall"}) {
            var expected = read("%s-0.png".formatted(shape));
            var actual = read("%s-%d.png".formatted(shape, orientation));
            assertThat(actual.kind()).as(shape).isEqualTo(expected.kind());
            assertThat(actual.samples()).as(shape).isEqualTo(expected.samples());
            assertThat(actual.orientation()).as(shape).isEqualTo(UPRIGHT);
        }
    }

    /// Compared with what Pillow decodes, which may be a level off: its libjpeg is another build than libvips' is.
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void aTurnedJpegGivesThoseOfThePixelsThatPillowTurns(int orientation) {
        var actual = read("plain-%d.jpg.png".formatted(orientation));
        assertThat(actual.psnr(read("plain-%d-upright.png".formatted(orientation))))
                .isGreaterThan(45);
        assertThat(actual.orientation()).isEqualTo(UPRIGHT);
    }

    @Test
    void aJpegSaysThatItIsUprightToo() {
        var jpeg = Objects.requireNonNull(results.get(folder.resolve("jpeg/plain-6.jpg")));
        assertThat(jpeg.orientation()).isEqualTo(UPRIGHT);
        assertThat(jpeg.psnr(read("plain-6.jpg.png"))).isGreaterThan(35);
    }

    private static Path result(String name) {
        return folder.resolve("png").resolve(name);
    }

    private static ReadImage read(String name) {
        return Objects.requireNonNull(results.get(result(name)), name);
    }
}
