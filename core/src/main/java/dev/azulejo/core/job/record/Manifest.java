package dev.azulejo.core.job.record;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.request.SourceRef;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.stream.IntStream;

/// `manifest.json`: the plan of a job whose shards are cut, so models can begin.
///
/// @param shards how many there are
/// @param planHash of `shards.json`; every shard and strip carries it
/// @param opaque whether every alpha sample is the largest one (also when there is no alpha)
/// @param metadataBytes how many bytes the plan's metadata are; 0 when there is no object that holds them
public record Manifest(int schema, JobPlan plan, int shards, Hash planHash, boolean opaque, long metadataBytes) {
    public static final int SCHEMA = 2;

    public static Manifest of(JobPlan plan, int shards, Hash planHash, boolean opaque) {
        return new Manifest(
                SCHEMA, plan, shards, planHash, opaque, plan.metadata().length());
    }

    /// Returns this manifest with these metadata of the source, or without any.
    public Manifest with(ImageMetadata metadata) {
        return new Manifest(schema, plan.with(metadata), shards, planHash, opaque, metadataBytes);
    }

    public JobId job() {
        return plan.job();
    }

    public SourceRef source() {
        return plan.source();
    }

    public List<Step> steps() {
        return plan.steps();
    }

    public int scale() {
        return plan.scale();
    }

    public Size image() {
        return plan.image();
    }

    public PixelFormat pixels() {
        return plan.pixels();
    }

    public TileGrid grid() {
        return plan.grid();
    }

    public List<Result> results() {
        return IntStream.range(0, plan.outputs().size()).mapToObj(this::result).toList();
    }

    public Result result(int number) {
        return new Result(this, number, plan.outputs().get(number));
    }

    /// The rows of the upright input from which rows of the enlarged image come, over the image's whole
    /// width.
    public Rect inputRect(Rect enlargedRect) {
        return Rect.between(
                0, enlargedRect.top() / scale(), image().width(), Math.ceilDiv(enlargedRect.bottom(), scale()));
    }
}
