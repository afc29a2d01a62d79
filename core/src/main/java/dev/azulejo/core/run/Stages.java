package dev.azulejo.core.run;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.infer.InferClose;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.notify.NotifyStage;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.stitch.StitchClose;
import dev.azulejo.core.stitch.StitchStage;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Builds the stages of the pipeline, in this one place. Each is built when it is first asked for, so a
/// process that runs one stage needs only the ports of that one. Thread-safe.
public final class Stages {
    private final Once<PlanStage> plan;
    private final Once<InferStage> infer;
    private final Once<InferClose> inferClose;
    private final Once<StitchStage> stitch;
    private final Once<StitchClose> stitchClose;
    private final Once<DeliverStage> deliver;
    private final Once<NotifyStage> tell;

    Stages(Ports ports) {
        plan = new Once<>(() -> new PlanStage(
                ports.objects,
                ports.places.get(),
                ports.decoder.get(),
                ports.blocks,
                ports.cards.get(),
                ports.encoders.get(),
                Planner.within(ports.limits, ports.workers),
                ports.looker.get(),
                ports.foresight.get(),
                ports.packers,
                ports.planInterpolates ? Optional.of(interpolation(ports)) : Optional.empty(),
                ports.progress));
        infer = new Once<>(() -> infer(ports));
        inferClose = new Once<>(() -> new InferClose(ports.objects));
        stitch = new Once<>(() -> new StitchStage(ports.objects, ports.blocks, ports.encoders.get(), ports.progress));
        stitchClose = new Once<>(() -> new StitchClose(ports.objects, ports.encoders.get(), stitch.get()));
        deliver = new Once<>(
                () -> new DeliverStage(ports.objects, ports.places.get(), ports.foreignFiles, ports.copying.get()));
        tell = new Once<>(() -> new NotifyStage(ports.objects, ports.notifier.get(), ports.reports.get()));
    }

    private static InferStage infer(Ports ports) {
        var here = ports.models.orElseThrow(() -> new IllegalStateException("this process has no models to run"));
        return new InferStage(
                ports.objects, here.models(), ports.blocks, here.threads(), ports.progress, here.unfinished());
    }

    /// Makes shards without any model, one tile after the other.
    private static BiConsumer<Manifest, Shard> interpolation(Ports ports) {
        var stage = new InferStage(
                ports.objects,
                new NoModels(ports.cards.get()),
                ports.blocks,
                TileThreads.ofCaller(),
                ports.progress,
                Unfinished.LOST);
        return stage::run;
    }

    private record NoModels(ModelCards known) implements Models {
        @Override
        public List<ModelCard> cards() {
            return known.cards();
        }

        @Override
        public ModelCard card(String id) {
            return known.card(id);
        }

        @Override
        public Upscaler warm(Step step) {
            throw new IllegalStateException("plan has no models, and %s is wanted".formatted(step.model()));
        }
    }

    public PlanStage plan() {
        return plan.get();
    }

    public InferStage infer() {
        return infer.get();
    }

    public InferClose inferClose() {
        return inferClose.get();
    }

    public StitchStage stitch() {
        return stitch.get();
    }

    public StitchClose stitchClose() {
        return stitchClose.get();
    }

    public DeliverStage deliver() {
        return deliver.get();
    }

    public NotifyStage tell() {
        return tell.get();
    }

    private static final class Once<T> {
        private final Supplier<T> build;
        private @Nullable T built; // guarded by this

        Once(Supplier<T> build) {
            this.build = build;
        }

        synchronized T get() {
            if (built == null) {
                built = build.get();
            }
            return built;
        }
    }
}
