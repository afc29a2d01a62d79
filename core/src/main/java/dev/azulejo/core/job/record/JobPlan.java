package dev.azulejo.core.job.record;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.look.Picture;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The plan of a request, from the header of its source. Geometry is parameters, not a list of tiles.
///
/// @param chain the models that run
/// @param picture the facts measured from the pixels; absent if the recipe does not look at them
/// @param image the input, upright
/// @param orientation how the file stores it
/// @param pixels what the source shards hold, and what the tiles will
/// @param grid how the upright input is cut into tiles
/// @param outputs what is made of the tiles; the first is the main result
/// @param decoder the build that decodes the source
/// @param metadata of the source, as far as a result keeps it; its profile is that of `pixels`. Not in the
///     JSON: an object of its own holds it until the job has ended; from then on it is empty
/// @param warnings for the user, in plain words
public record JobPlan(
        JobId job,
        SourceRef source,
        Chain chain,
        @Nullable Picture picture,
        Size image,
        Orientation orientation,
        PixelFormat pixels,
        TileGrid grid,
        List<PlannedResult> outputs,
        String decoder,
        ImageMetadata metadata,
        List<String> warnings) {
    public JobPlan {
        if (outputs.isEmpty()) {
            throw new IllegalArgumentException("a plan has at least one output");
        }
        outputs = List.copyOf(outputs);
        warnings = List.copyOf(warnings);
    }

    public List<Step> steps() {
        return chain.steps();
    }

    public int scale() {
        return chain.scale();
    }

    /// The size after the models, before resizing.
    public Size enlarged() {
        return image.times(scale());
    }

    public long resultPixels() {
        return outputs.stream().mapToLong(output -> output.size().pixels()).sum();
    }

    public JobPlan with(Chain newChain) {
        return new JobPlan(
                job, source, newChain, picture, image, orientation, pixels, grid, outputs, decoder, metadata, warnings);
    }

    public JobPlan with(String warning) {
        var all = Stream.concat(warnings.stream(), Stream.of(warning)).toList();
        return new JobPlan(
                job, source, chain, picture, image, orientation, pixels, grid, outputs, decoder, metadata, all);
    }

    JobPlan with(ImageMetadata newMetadata) {
        return new JobPlan(
                job, source, chain, picture, image, orientation, pixels, grid, outputs, decoder, newMetadata, warnings);
    }
}
