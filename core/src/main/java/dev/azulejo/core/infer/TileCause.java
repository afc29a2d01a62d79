package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.SourceRef;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;

/// All that decides the tiles of a job but the engine. Two jobs of which it is equal have the same tiles, to the
/// bit, if engines of one fingerprint make them; what becomes of the tiles afterwards, such as another size or
/// format, is no part of it. Nor are shards: they only group tiles.
record TileCause(
        SourceRef source,
        int page,
        String decoder,
        Orientation orientation,
        Size image,
        PixelFormat pixels,
        boolean opaque,
        List<Step> steps,
        int scale,
        TileGrid grid,
        String pipelineVersion) {
    TileCause {
        steps = List.copyOf(steps);
    }

    static TileCause of(JobRequest request, Manifest manifest) {
        return new TileCause(
                manifest.source(),
                request.page(),
                manifest.decoder(),
                manifest.orientation(),
                manifest.image(),
                manifest.pixels(),
                manifest.opaque(),
                manifest.steps(),
                manifest.scale(),
                manifest.grid(),
                request.pipelineVersion());
    }
}
