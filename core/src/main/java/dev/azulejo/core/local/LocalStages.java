package dev.azulejo.core.local;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.infer.InferClose;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.notify.NotifyStage;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.stitch.StitchClose;
import dev.azulejo.core.stitch.StitchStage;

/// The stages of the pipeline, built by whoever wires it.
public record LocalStages(
        PlanStage plan,
        InferStage infer,
        InferClose inferClose,
        StitchStage stitch,
        StitchClose stitchClose,
        DeliverStage deliver,
        NotifyStage tell) {}
