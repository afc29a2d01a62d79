package dev.azulejo.core.job;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.CanonicalText.Hash;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.ResultLayout;
import dev.azulejo.core.tiling.StripLayout;
import dev.azulejo.core.tiling.TileGrid;
import dev.azulejo.storage.StorageUri;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `manifest.json`: the plan of a job. Geometry is parameters, not a list of tiles.
///
/// @param image the input, upright
/// @param layout what becomes of the enlarged image
/// @param orientation how the file stores it
/// @param pixels what the source shards hold, and what the tiles will
/// @param opaque whether every alpha sample is the largest one (also when there is no alpha)
/// @param grid how the upright input is cut into tiles
/// @param shards how many shards there are
/// @param planHash of `shards.json`; every shard and strip carries it
/// @param strips how the result is cut
/// @param deflater which deflate the strips are packed by; empty where the format has none, or one alone
/// @param metadata of the source, as far as the request wants it kept; its profile is that of `pixels`. Not in the
///     JSON: an object of its own holds it until the job has ended; from then on it is empty
/// @param metadataBytes how many bytes that were; 0 when there is no such object
/// @param density pixels per millimetre, if the source states any
/// @param decoder the build that decoded the source
/// @param chosen which steps a recipe took that looks at its source, and why, in plain words
/// @param warnings what the user should know of, in plain words
public record Manifest(
        int schema,
        JobId job,
        SourceRef source,
        String recipe,
        List<Step> steps,
        int scale,
        Size image,
        ResultLayout layout,
        Orientation orientation,
        PixelFormat pixels,
        boolean opaque,
        TileGrid grid,
        int shards,
        String planHash,
        StripLayout strips,
        String deflater,
        OutputSpec output,
        ImageMetadata metadata,
        long metadataBytes,
        @Nullable Density density,
        StorageUri destination,
        String decoder,
        @Nullable String chosen,
        List<String> warnings) {
    public static final int SCHEMA = 1;

    public Manifest {
        steps = List.copyOf(steps);
        warnings = List.copyOf(warnings);
    }

    /// The same, with what is known once the shards are fixed and every pixel was decoded.
    public Manifest completed(int fixedShards, Hash plan, boolean isOpaque) {
        return new Manifest(
                schema,
                job,
                source,
                recipe,
                steps,
                scale,
                image,
                layout,
                orientation,
                pixels,
                isOpaque,
                grid,
                fixedShards,
                plan.hex(),
                strips,
                deflater,
                output,
                metadata,
                metadataBytes,
                density,
                destination,
                decoder,
                chosen,
                warnings);
    }

    /// The same, encoded in another way.
    public Manifest withOutput(OutputSpec newOutput) {
        return new Manifest(
                schema,
                job,
                source,
                recipe,
                steps,
                scale,
                image,
                layout,
                orientation,
                pixels,
                opaque,
                grid,
                shards,
                planHash,
                strips,
                deflater,
                newOutput,
                metadata,
                metadataBytes,
                density,
                destination,
                decoder,
                chosen,
                warnings);
    }

    /// The same, with what the source says beside its pixels, or without.
    public Manifest withMetadata(ImageMetadata newMetadata) {
        return new Manifest(
                schema,
                job,
                source,
                recipe,
                steps,
                scale,
                image,
                layout,
                orientation,
                pixels,
                opaque,
                grid,
                shards,
                planHash,
                strips,
                deflater,
                output,
                newMetadata,
                metadataBytes,
                density,
                destination,
                decoder,
                chosen,
                warnings);
    }

    public Hash plan() {
        return new Hash(planHash);
    }

    /// What the models make of the image, before it is resized.
    public Size enlarged() {
        return image.times(scale);
    }

    public Size outputSize() {
        return layout.canvas();
    }

    /// The rows of the input that some rows of the enlarged image come from, as a rect of the upright input.
    public Rect inputRect(Rect enlargedRect) {
        return Rect.between(0, enlargedRect.top() / scale, image.width(), Math.ceilDiv(enlargedRect.bottom(), scale));
    }
}
