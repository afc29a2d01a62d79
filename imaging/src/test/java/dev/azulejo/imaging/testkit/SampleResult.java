package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.PlannedResult;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.core.port.StripEncoder.StripFacts;
import dev.azulejo.core.recipe.Chain;
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

/// Results of jobs of which nothing else matters.
public final class SampleResult {
    private SampleResult() {}

    public static Result of(PixelBlock image, int rowsPerStrip, ResultEncoding output) {
        return of(new Size(image.width(), image.height()), image.format(), rowsPerStrip, output, null, null);
    }

    @SuppressWarnings("NullAway") // does not see in a class file that an array may be null
    public static Result of(
            Size size,
            PixelFormat pixels,
            int rowsPerStrip,
            ResultEncoding output,
            byte @Nullable [] profile,
            @Nullable Density density) {
        var planned = new PlannedResult(
                output,
                ResultLayout.of(size),
                new StripLayout(size, rowsPerStrip),
                Deflates.found().fastest(output.deflateLevel()),
                density,
                new StorageUri(URI.create("file:///out/"), "a.png"),
                null);
        var metadata = ImageMetadata.NONE.withProfile(profile == null ? null : new Blob(profile));
        return of(size, pixels, metadata, planned, true);
    }

    private static Result of(
            Size size, PixelFormat pixels, ImageMetadata metadata, PlannedResult planned, boolean opaque) {
        var plan = new JobPlan(
                new JobId("0123456789abcdef01234567"),
                new SourceRef(new StorageUri(URI.create("file:///in/"), "a.png"), "sha256:00", 1),
                Chain.of("photo-x2", List.of(), 1),
                null,
                size,
                Orientation.NORMAL,
                pixels,
                new TileGrid(size, 256, 21),
                List.of(planned),
                "test",
                metadata,
                List.of());
        return Manifest.of(plan, 1, Hash.of(new byte[0]), opaque).result(0);
    }

    /// The same result of a source with metadata.
    public static Result with(Result its, ImageMetadata metadata) {
        return with(its, metadata, its.deflater());
    }

    /// The same result of a source with transparency.
    public static Result translucent(Result its) {
        return of(its.manifest().image(), its.pixels(), its.metadata(), its.planned(), false);
    }

    /// The same result, planned for another deflater.
    public static Result with(Result its, ImageMetadata metadata, String deflater) {
        var planned = its.planned();
        return of(
                its.manifest().image(),
                its.pixels(),
                metadata,
                new PlannedResult(
                        planned.encoding(),
                        planned.layout(),
                        planned.strips(),
                        deflater,
                        planned.density(),
                        planned.destination(),
                        planned.copy()),
                its.opaque());
    }

    /// The whole file, with strips encoded from the last to the first, as they must not depend on each
    /// other.
    public static byte[] encode(StripEncoder encoder, Result result, PixelBlock image) {
        var strips = new ArrayList<byte[]>();
        var facts = new ArrayList<StripFacts>();
        for (int strip = result.strips().count() - 1; strip >= 0; strip--) {
            var encoded =
                    encoder.encode(result, strip, image.crop(result.strips().outputRect(strip)));
            strips.addFirst(encoded.bytes());
            facts.addFirst(encoded.facts());
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(encoder.head(result, facts));
        strips.forEach(file::writeBytes);
        file.writeBytes(encoder.trailer(result, facts));
        return file.toByteArray();
    }
}
