package dev.azulejo.core.local;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.local.LocalDispatcher.Kinship;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUri;
import org.jspecify.annotations.Nullable;

/// Several results of one image, each a job of its own. The tiles of the first that has any are kept until this is
/// closed, and the others take them over instead of running the models again: those of the first of all, unless it was
/// done before. For one thread.
public final class SiblingResults implements AutoCloseable {
    private final LocalPipeline pipeline;
    private final JobObjects objects;
    private final IntakeStage intake;
    private @Nullable JobId first;
    private @Nullable JobId keeper;

    SiblingResults(LocalPipeline pipeline, JobObjects objects, IntakeStage intake) {
        this.pipeline = pipeline;
        this.objects = objects;
        this.intake = intake;
    }

    /// Makes the first result.
    ///
    /// @param news is told what happens before the end
    /// @throws NoSuchObject when there is no source
    public Outcome first(Order order, JobNews news) {
        var job = intake.run(order).job();
        first = job;
        keeper = job;
        return pipeline.finish(job, new Kinship(null, true), news);
    }

    /// Makes another, of the image as the first was planned.
    ///
    /// @param news is told what happens before the end
    public Outcome another(Enhancement wanted, StorageUri destination, JobNews news) {
        var sibling = first;
        var from = keeper;
        if (sibling == null || from == null) {
            throw new IllegalStateException("there is no first result");
        }
        var job = intake.run(objects.request(sibling), objects.manifest(sibling), wanted, destination)
                .job();
        boolean keepsTiles = !hasTiles(from);
        if (keepsTiles) {
            pipeline.release(from);
            keeper = job;
        }
        return pipeline.finish(job, new Kinship(from, keepsTiles), news);
    }

    private boolean hasTiles(JobId job) {
        try (var tiles = objects.work().list(JobKeys.tiles(job))) {
            return tiles.findAny().isPresent();
        }
    }

    /// Drops what was kept for the others.
    @Override
    public void close() {
        if (keeper != null) {
            pipeline.release(keeper);
        }
    }
}
