package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.card.ModelCheck;
import dev.azulejo.inference.choice.EngineFingerprint;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.graph.AnswerLook;
import dev.azulejo.inference.graph.PaddingGraph;
import dev.azulejo.inference.graph.ShrinkingGraph;
import dev.azulejo.inference.graph.ToldSides;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.inference.ladder.NumericsLadder;
import dev.azulejo.inference.ladder.PreciseConvolutions;
import dev.azulejo.inference.ladder.PreciseMeans;
import dev.azulejo.inference.ladder.Rung;
import dev.azulejo.inference.ladder.SessionRung;
import dev.azulejo.inference.ladder.ShrinkingRung;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Opens models on the wanted device: each provider of the engine that works here, in a precision that the
/// card allows, becomes a rung.
record ModelLoader(Engine engine, Device device, InferenceMeter meter) {
    private static final System.Logger LOG = System.getLogger(ModelLoader.class.getName());

    /// @param threads that work on one tile
    /// @throws PermanentFailure when card, weights and machine do not fit each other
    ModelUpscaler open(InstalledModel model, int threads) {
        byte[] weights = ModelCheck.verifiedWeights(model);
        var rungs = new ArrayList<Rung>();
        var opened = new ArrayList<Provider>();
        try {
            open(model, weights, threads, rungs, opened);
        } catch (PermanentFailure failed) {
            rungs.forEach(Rung::close);
            throw failed;
        }
        var fingerprint = EngineFingerprint.of(engine.version(), opened);
        return new ModelUpscaler(model, new NumericsLadder(model.id(), rungs), fingerprint);
    }

    /// Opens a model on a single provider. If that rounds, a model that pools finds its means on the usual
    /// engine.
    ///
    /// @param usual opens models on the usual engine
    /// @throws PermanentFailure when card, weights and machine do not fit each other
    ModelUpscaler open(InstalledModel model, int threads, Provider provider, Supplier<ModelLoader> usual) {
        byte[] weights = ModelCheck.verifiedWeights(model);
        try {
            var rung = open(provider, model, weights, threads);
            var fingerprint = EngineFingerprint.of(
                    engine.version(), List.of(provider.keeping(model.precise().size())));
            if (model.pools() && provider.isBf16()) {
                rung = new PreciseMeans(
                        rung,
                        () -> usual.get().safest(model, weights, threads),
                        () -> usual.get().engine().release(0));
                fingerprint += ", means by " + usual.get().safest();
            }
            return new ModelUpscaler(model, new NumericsLadder(model.id(), List.of(rung)), fingerprint);
        } catch (EngineFailure failed) {
            throw new PermanentFailure(
                    "model %s: %s cannot load it (%s); precision exact does without"
                            .formatted(model.id(), provider.rungName(), failed.reason()),
                    failed);
        }
    }

    private Provider safestProvider() {
        return engine.providers(Device.CPU).getLast();
    }

    private String safest() {
        return EngineFingerprint.of(engine.version(), List.of(safestProvider()));
    }

    private Rung safest(InstalledModel model, byte[] weights, int threads) {
        try {
            return open(safestProvider(), model, weights, threads);
        } catch (EngineFailure failed) {
            throw cannotLoad(model, failed);
        }
    }

    /// @param rungs receives one for each provider that works here
    private void open(InstalledModel model, byte[] weights, int threads, List<Rung> rungs, List<Provider> opened) {
        var providers = model.allowed(engine.providers(device));
        for (var provider : providers) {
            try {
                rungs.add(open(provider, model, weights, threads));
                opened.add(provider);
            } catch (EngineFailure failed) {
                boolean isLast = provider.equals(providers.getLast());
                if (isLast || device == Device.CUDA) {
                    throw isLast ? cannotLoad(model, failed) : cannotRun(model, provider, failed);
                }
                LOG.log(
                        failed.kind() == Kind.NOT_BUILT_IN ? Level.DEBUG : Level.WARNING,
                        "model {0} does without {1}, which is not usable here ({2})",
                        model.id(),
                        provider.rungName(),
                        failed.reason());
            }
        }
    }

    private Rung open(Provider provider, InstalledModel model, byte[] weights, int threads) throws EngineFailure {
        if (!model.shrinks()) {
            return session(provider, model, weights, threads);
        }
        if (!engine.opensAtOnce(provider)) {
            var told = provider.onCpu() ? ToldSides.of(weights) : Optional.<byte[]>empty();
            return told.isPresent()
                    ? session(provider, model, told.get(), threads, Sides.NONE)
                    : session(provider, model, PaddingGraph.of(weights), threads);
        }
        var whole = session(provider, model, weights, threads);
        return new ShrinkingRung(whole, inner -> {
            try {
                return session(provider, model, ShrinkingGraph.within(weights, inner), threads);
            } catch (EngineFailure failed) {
                throw cannotLoad(model, failed);
            }
        });
    }

    private Rung session(Provider provider, InstalledModel model, byte[] weights, int threads) throws EngineFailure {
        return session(provider, model, weights, threads, null);
    }

    /// @param inner sides within the image, for a graph that is told of them
    private Rung session(Provider provider, InstalledModel model, byte[] weights, int threads, @Nullable Sides inner)
            throws EngineFailure {
        boolean looks = provider.looks() && AnswerLook.fits(weights);
        var graph = looks
                ? new AnswerLook(model.card(), model.inputName(), model.outputName()).appendedTo(weights)
                : PreciseConvolutions.of(model, provider, weights);
        var session = engine.open(provider, graph, threads, model.card().bytesPerInputPixel());
        ModelCheck.agrees(
                model,
                session,
                inner == null ? Map.of() : ToldSides.inputs(),
                looks ? AnswerLook.outputs(model.card()) : Map.of());
        return new SessionRung(model, provider.rungName(), session, meter, threads, looks, inner);
    }

    private static PermanentFailure cannotRun(InstalledModel model, Provider provider, EngineFailure failed) {
        return new PermanentFailure(
                "model %s cannot run on %s here: %s; device auto takes the CPU then"
                        .formatted(model.id(), provider.rungName(), failed.reason()),
                failed);
    }

    private PermanentFailure cannotLoad(InstalledModel model, EngineFailure failed) {
        return new PermanentFailure(
                "model %s: %s cannot load %s: %s"
                        .formatted(model.id(), engine.title(), model.weights(), failed.reason()),
                failed);
    }
}
