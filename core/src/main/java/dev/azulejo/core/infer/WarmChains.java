package dev.azulejo.core.infer;

import dev.azulejo.core.failure.OtherThread;
import dev.azulejo.core.handover.SourceSample;
import dev.azulejo.core.infer.chain.ChainFitting;
import dev.azulejo.core.infer.chain.Routes;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.infer.guard.Interpolation;
import dev.azulejo.core.infer.region.RegionWeights;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.JobStorage;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes and keeps the chains of jobs. If a model needs the whole image, the chain is fitted to the job's
/// sample once, for the first of its shards, and kept while the job is among the latest. Thread-safe.
final class WarmChains {
    /// The most chains kept. A worker has up to 8 shards at once as a rule, and shards of more jobs than
    /// this hardly alternate.
    private static final int MOST = 8;

    private final JobStorage work;
    private final Models models;
    private final BlockCodec blocks;
    private final TileThreads threads;
    private final Map<Key, Fitting> latest = new Latest();

    WarmChains(JobStorage work, Models models, BlockCodec blocks, TileThreads threads) {
        this.work = work;
        this.models = models;
        this.blocks = blocks;
        this.threads = threads;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure naming the sample, when it is needed and missing or
    ///     damaged
    WarmChain of(Manifest manifest) {
        if (manifest.plan().chain().interpolates()) {
            return new WarmChain(List.of(new WarmStep(new Interpolation(manifest.scale()), null)), Boundary.REPLICATE);
        }
        var cards =
                manifest.steps().stream().map(step -> models.card(step.model())).toList();
        var warm = manifest.steps().stream().map(models::warm).toList();
        var chain = withRoutes(manifest, WarmChain.of(cards, warm));
        if (cards.stream().noneMatch(ModelCard::needsSample)) {
            return chain;
        }
        return fitting(new Key(manifest.job(), manifest.planHash(), warm)).once(() -> fitted(manifest, cards, chain));
    }

    private WarmChain withRoutes(Manifest manifest, WarmChain chain) {
        var plan = manifest.plan();
        if (plan.picture() == null || plan.chain().alternatives() == null) {
            return chain;
        }
        var steps = new EnumMap<Kind, List<WarmStep>>(Kind.class);
        for (var kind : Kind.values()) {
            steps.put(
                    kind,
                    plan.chain()
                            .alternative(kind)
                            .map(alternative -> steps(alternative.steps(), plan.scale() / chain.scaleBeforeLast()))
                            .orElse(List.of(chain.steps().getLast())));
        }
        return chain.routed(
                new Routes(new RegionWeights(plan.picture().kinds(), plan.image(), plan.orientation()), steps));
    }

    /// The last steps of a chain. Answers that are mixed are not mended before, as the mixture knows which
    /// of them is wrong.
    private List<WarmStep> steps(List<Step> steps, int scale) {
        return switch (steps.size()) {
            case 0 -> List.of(new WarmStep(new Interpolation(scale), null, Planner.CUBIC_PX, 1));
            case 1 -> List.of(WarmStep.of(models.card(steps.getFirst().model()), models.warm(steps.getFirst())));
            default -> steps.stream().map(this::unguarded).toList();
        };
    }

    private WarmStep unguarded(Step step) {
        var card = models.card(step.model());
        return new WarmStep(models.warm(step), null, card.receptiveField().haloPx(), card.alignment());
    }

    private Fitting fitting(Key key) {
        synchronized (latest) {
            return latest.computeIfAbsent(key, fresh -> new Fitting());
        }
    }

    private WarmChain fitted(Manifest manifest, List<ModelCard> cards, WarmChain chain) {
        var crops = SourceSample.read(work, manifest, blocks);
        // On the threads for tiles, as it is work like theirs.
        var fitting = new ChainFitting(cards, chain, manifest.grid().alignment(), manifest.opaque());
        return OtherThread.join(threads.submit(() -> fitting.to(crops)));
    }

    /// @param models those that are warm now: a chain is no longer good when they were closed and loaded anew
    private record Key(JobId job, Hash planHash, List<Upscaler> models) {}

    /// A chain that the first caller makes while others wait. After a failure the next caller tries again.
    private static final class Fitting {
        private @Nullable WarmChain chain;

        synchronized WarmChain once(Supplier<WarmChain> fitted) {
            var made = chain;
            if (made == null) {
                made = fitted.get();
                chain = made;
            }
            return made;
        }
    }

    private static final class Latest extends LinkedHashMap<Key, Fitting> {
        private static final long serialVersionUID = 1L;

        Latest() {
            super(MOST, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Fitting> eldest) {
            return size() > MOST;
        }
    }
}
