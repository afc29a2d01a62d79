package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.Libvips;
import dev.azulejo.imaging.tiff.TiffStripEncoder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.integration.python.Program;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What makes files of any size possible, in small ones: strips, and tiles of a BigTIFF. Programs of others
/// judge.
class LargeFormatsIT {
    private static final Libvips LIBVIPS = new Libvips(new LibvipsFinder(Checkout.LIBVIPS, Checkout.USER_CACHE).find());
    private static final int WIDTH = 300;
    private static final int HEIGHT = 200;

    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void aCat() {
        azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(WIDTH, HEIGHT), folder.resolve("cat.png"));
    }

    private ReadImage enhanced(String name, String... options) {
        var arguments = new ArrayList<Object>(List.of("cat.png", "-o", name, "--recipe=photo-x2"));
        arguments.addAll(List.of(options));
        azulejo.enhance(arguments.toArray());
        return ReadImage.of(folder.resolve(name));
    }

    @Test
    void pngcheckFindsNoFaultInManyStrips() {
        enhanced("strips.png", "--strip-rows=16");
        var ended = Program.run(
                List.of("pngcheck", "-v", folder.resolve("strips.png").toString()), Map.of());
        assertThat(ended.status()).as(ended.output()).isZero();
        int strips = 2 * HEIGHT / 16;
        assertThat(ended.output().split("chunk IDAT")).hasSize(1 + strips + 1); // the last one ends the stream
    }

    @Test
    void jpegOfStripsHasThePixelsOfOneEncodedWhole() {
        enhanced("whole.png");
        PythonTools.run("encode_jpeg.py", folder.resolve("whole.png"), folder.resolve("whole.jpg"), 85);
        var whole = ReadImage.of(folder.resolve("whole.jpg"));
        var strips = enhanced("strips.jpg", "--quality=85", "--strip-rows=32");
        assertThat(strips.samples()).isEqualTo(whole.samples());
    }

    /// Each of two libraries that know nothing of each other.
    @Test
    void bigTiffInTilesReadsTheSameEverywhere() throws Exception {
        var strips = enhanced("strips.tif", "--strip-rows=256");
        var pixels = new PixelBlock(strips.width(), strips.height(), PixelFormat.rgb8(), strips.samples());
        byte[] file =
                file(TiffStripEncoder.withLimits(LIBVIPS, 0, 0), manifest().result(0), pixels);
        assertThat(file[2]).isEqualTo((byte) 43); // BigTIFF
        Files.write(folder.resolve("tiles.tif"), file);
        assertThat(ReadImage.of(folder.resolve("tiles.tif")).samples()).isEqualTo(pixels.samples());
        assertThat(byLibvips(file).samples()).isEqualTo(pixels.samples());
    }

    /// That of the only job.
    private Manifest manifest() throws IOException {
        try (var files = Files.walk(azulejo.work())) {
            var file = files.filter(path -> path.endsWith("manifest.json")).findFirst();
            return new JacksonCodec().decode(Files.readAllBytes(file.orElseThrow()), Manifest.class);
        }
    }

    private static byte[] file(StripEncoder encoder, Result result, PixelBlock pixels) {
        var strips = new ByteArrayOutputStream();
        var facts = new ArrayList<StripFacts>();
        for (int strip = 0; strip < result.strips().count(); strip++) {
            var rect = result.strips().outputRect(strip);
            var encoded = encoder.encode(result, strip, pixels.crop(rect));
            strips.writeBytes(encoded.bytes());
            facts.add(encoded.facts());
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(encoder.head(result, facts));
        file.writeBytes(strips.toByteArray());
        return file.toByteArray();
    }

    private static PixelBlock byLibvips(byte[] file) throws UnreadableImage {
        try (var rows = new VipsDecoder(LIBVIPS).decode(new ByteArrayInputStream(file), 1)) {
            var size = new Size(2 * WIDTH, 2 * HEIGHT);
            var block = PixelBlock.blank(size, PixelFormat.rgb8());
            rows.next(size.height(), block.samples(), 0);
            return block;
        }
    }
}
