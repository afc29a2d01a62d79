package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.imaging.deflate.Deflates;
import dev.azulejo.storage.StorageUri;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Manifests of which only the output matters.
public final class TestManifest {
    private TestManifest() {}

    public static Manifest of(PixelBlock image, int rowsPerStrip, OutputSpec output) {
        return of(new Size(image.width(), image.height()), image.format(), rowsPerStrip, output, null, null);
    }

    @SuppressWarnings("NullAway") // does not see in a class file that an array may be null
    public static Manifest of(
            Size size,
            PixelFormat pixels,
            int rowsPerStrip,
            OutputSpec output,
            byte @Nullable [] profile,
            @Nullable Density density) {
        return new Manifest(
                Manifest.SCHEMA,
                new JobId("0123456789abcdef01234567"),
                new SourceRef(new StorageUri(URI.create("file:///in/"), "a.png"), "sha256:00", 1),
                "photo-x2",
                List.of(),
                1,
                size,
                ResultLayout.of(size),
                Orientation.NORMAL,
                pixels,
                true,
                new TileGrid(size, 256, 21),
                1,
                "00",
                new StripLayout(size, rowsPerStrip),
                Deflates.found().fastest(output.deflateLevel()),
                output,
                ImageMetadata.NONE.withProfile(profile == null ? null : new Blob(profile)),
                0,
                density,
                new StorageUri(URI.create("file:///out/"), "a.png"),
                "test",
                null,
                List.of());
    }

    /// The same of a source that says more.
    public static Manifest with(Manifest manifest, ImageMetadata metadata) {
        return with(manifest, metadata, manifest.deflater());
    }

    public static Manifest with(Manifest manifest, ImageMetadata metadata, String deflater) {
        return new Manifest(
                manifest.schema(),
                manifest.job(),
                manifest.source(),
                manifest.recipe(),
                manifest.steps(),
                manifest.scale(),
                manifest.image(),
                manifest.layout(),
                manifest.orientation(),
                manifest.pixels(),
                manifest.opaque(),
                manifest.grid(),
                manifest.shards(),
                manifest.planHash(),
                manifest.strips(),
                deflater,
                manifest.output(),
                metadata,
                metadata.length(),
                manifest.density(),
                manifest.destination(),
                manifest.decoder(),
                manifest.chosen(),
                manifest.warnings());
    }

    /// The whole file, its strips encoded from the last to the first: they must not need each other.
    public static byte[] encode(StripEncoder encoder, Manifest manifest, PixelBlock image) {
        var strips = new ArrayList<byte[]>();
        var facts = new ArrayList<StripFacts>();
        for (int strip = manifest.strips().count() - 1; strip >= 0; strip--) {
            var encoded =
                    encoder.encode(manifest, strip, image.crop(manifest.strips().outputRect(strip)));
            strips.addFirst(encoded.bytes());
            facts.addFirst(encoded.facts());
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(encoder.head(manifest, facts));
        strips.forEach(file::writeBytes);
        file.writeBytes(encoder.trailer(manifest, facts));
        return file.toByteArray();
    }
}
