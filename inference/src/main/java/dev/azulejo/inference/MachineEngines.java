package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.EngineChoice.Brand;
import dev.azulejo.inference.EngineChoice.Precision;
import dev.azulejo.inference.EngineTable.Found;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of a machine may run models beside the usual engine, and what of it does. A step names it, so that a job goes
/// on as it was begun, and jobs whose bytes differ are different jobs.
public final class MachineEngines {
    private static final System.Logger LOG = System.getLogger(MachineEngines.class.getName());

    /// What a plugin must save, of the time of the usual engine: less is within what measuring is worth.
    private static final double BF16_PAYS = 0.8;

    private static final double FP32_PAYS = 0.9;

    /// Of a tile that is run to compare engines: with a round of each that does not count, about a second in all.
    private static final int SIDE = 128;

    private static final int ROUNDS = 3;
    private static final int OPEN_THREADS = 1;
    private static final String USUAL = "usual";
    private static final String BF16 = "openvino bf16";
    private static final String FP32 = "openvino fp32";
    private static final float SOME_NOISE = 0.05f;

    /// Where the plugin's library is.
    interface Plugin {
        /// @throws IOException when it cannot be had
        Path library() throws IOException;
    }

    private final EngineChoice choice;
    private final Path cache;
    private final Plugin plugin;
    private final boolean mayPay;
    private @Nullable List<Provider> plugged;
    private @Nullable Found found;

    /// @param cache of this user
    public MachineEngines(EngineChoice choice, Path cache) {
        this(
                choice,
                cache,
                new PluginPackage(cache, CommandRunner::onPath)::library,
                PluginPackage.isMadeForThisMachine() && EngineFingerprint.hasBf16());
    }

    /// @param mayPay whether it is worth a look: otherwise the plugin is not even fetched unless somebody
    ///     asks for it. In 32 bits it gains next to nothing, and it is a large package
    MachineEngines(EngineChoice choice, Path cache, Plugin plugin, boolean mayPay) {
        this.choice = choice;
        this.cache = cache;
        this.plugin = plugin;
        this.mayPay = mayPay;
    }

    /// Nothing but the usual engine.
    public static MachineEngines none() {
        return new MachineEngines(
                EngineChoice.USUAL,
                Path.of("nowhere"),
                () -> {
                    throw new IOException("this program runs models by the usual engine alone");
                },
                false);
    }

    /// Whether all models run on the usual engine.
    boolean isUsual() {
        return choice.brand() == Brand.ONNXRUNTIME
                || (choice.brand() == Brand.AUTO && choice.precision() == Precision.EXACT);
    }

    /// What shall run a model, by its name; empty for the usual engine.
    ///
    /// @throws PermanentFailure when something was asked for that this machine has not
    synchronized Optional<String> chosen(InstalledModel model, Engine engine, Device device) {
        if (isUsual()) {
            return Optional.empty();
        }
        boolean mayRound =
                choice.precision() != Precision.EXACT && model.precisions().contains("bf16");
        if (choice.precision() == Precision.BF16 && mayRound) {
            return Optional.of(asked(engine, "bf16").rungName());
        }
        boolean isAsked = choice.brand() == Brand.OPENVINO;
        if (isAsked && !mayRound) {
            return Optional.of(asked(engine, "fp32").rungName());
        }
        if (!isAsked && (choice.precision() == Precision.BF16 || !mayPay)) {
            return Optional.empty();
        }
        if (isAsked) {
            asked(engine, "fp32"); // says why, where there is none
        }
        var seconds = measured(model, engine, device).seconds();
        if (mayRound && pays(seconds, BF16, BF16_PAYS) && isThere(engine)) {
            return Optional.of(BF16);
        }
        return isAsked || (pays(seconds, FP32, FP32_PAYS) && isThere(engine)) ? Optional.of(FP32) : Optional.empty();
    }

    /// Whether the plugin is still to be had: since it was measured somebody may have emptied the cache, and be
    /// offline.
    private boolean isThere(Engine engine) {
        try {
            return !plugged(engine).isEmpty();
        } catch (IOException | EngineFailure | PermanentFailure gone) {
            LOG.log(Level.DEBUG, "models run without OpenVINO", gone);
            return false;
        }
    }

    private static boolean pays(Map<String, Double> seconds, String name, double most) {
        var its = seconds.get(name);
        var usual = seconds.get(USUAL);
        return its != null && usual != null && its <= most * usual;
    }

    /// The provider that a step names.
    ///
    /// @throws PermanentFailure when this machine has none of that name
    synchronized Provider named(String name, Engine engine) {
        try {
            return plugged(engine).stream()
                    .filter(provider -> provider.rungName().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no engine is called so"));
        } catch (IOException | EngineFailure failed) {
            throw new PermanentFailure(
                    "the job was begun with %s, which this machine has not (%s): it goes on where it was begun; to begin it anew here, say precision exact"
                            .formatted(name, failed.getMessage()),
                    failed);
        }
    }

    private Provider asked(Engine engine, String precision) {
        try {
            return plugged(engine).stream()
                    .filter(provider -> provider.precision().equals(precision))
                    .findFirst()
                    .orElseThrow(() -> new IOException("this processor has no " + precision));
        } catch (IOException | EngineFailure failed) {
            throw new PermanentFailure(
                    "OpenVINO, which was asked for, is not to be had here (%s); leave engine and precision out, and models run without it"
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    private List<Provider> plugged(Engine engine) throws IOException, EngineFailure {
        var made = plugged;
        if (made == null) {
            made = engine.plug(plugin.library());
            plugged = made;
        }
        return made;
    }

    private Found measured(InstalledModel model, Engine engine, Device device) {
        var known = found;
        if (known == null) {
            var table = new EngineTable(cache.resolve("engines.json"), machine());
            known = table.read(Instant.now()).orElse(null);
            if (known == null) {
                known = measure(model, engine, device);
                table.write(known, Instant.now());
            }
            found = known;
        }
        return known;
    }

    /// What a measurement holds for.
    static String machine() {
        return "plugin %s, %s".formatted(PluginPackage.VERSION, EngineFingerprint.processor());
    }

    /// The least seconds of a few runs of the same tile, in turns.
    private Found measure(InstalledModel model, Engine engine, Device device) {
        var rungs = new HashMap<String, SessionRung>();
        try {
            byte[] weights = ModelCheck.verifiedWeights(model);
            rungs.put(USUAL, rung(model, engine, usual(engine, device, weights), weights));
            for (var provider : plugged(engine)) {
                rungs.put(provider.rungName(), rung(model, engine, provider, weights));
            }
            var seconds = new HashMap<String, Double>();
            var input = Planes.allocate(SIDE, SIDE, 3);
            input.samples()
                    .put(ProbePicture.photograph(SIDE, SIDE, 1).samples())
                    .rewind();
            int outputSide = SIDE * model.card().scale();
            var output = Planes.allocate(outputSide, outputSide, 3);
            var facts = ImageFacts.NONE.withNoise(SOME_NOISE);
            for (int round = 0; round <= ROUNDS; round++) {
                boolean counts = round > 0;
                rungs.forEach((name, rung) -> {
                    long start = System.nanoTime();
                    rung.run(input, facts, output);
                    double taken = (System.nanoTime() - start) / 1e9;
                    if (counts) {
                        seconds.merge(name, taken, Math::min);
                    }
                });
            }
            return new Found(seconds, "");
        } catch (IOException | EngineFailure | PermanentFailure obstacle) {
            LOG.log(Level.DEBUG, "models run without OpenVINO", obstacle);
            return new Found(Map.of(), String.valueOf(obstacle.getMessage()));
        } finally {
            rungs.values().forEach(SessionRung::close);
        }
    }

    /// The first provider that works: beside a GPU nothing else pays.
    private static Provider usual(Engine engine, Device device, byte[] weights) {
        var providers = engine.providers(device);
        for (var provider : providers) {
            try {
                engine.open(provider, weights, OPEN_THREADS, 0).close();
                return provider;
            } catch (EngineFailure absent) {
                LOG.log(Level.DEBUG, provider.rungName(), absent);
            }
        }
        return providers.getLast();
    }

    private static SessionRung rung(InstalledModel model, Engine engine, Provider provider, byte[] weights)
            throws EngineFailure {
        var session = engine.open(provider, weights, OPEN_THREADS, model.card().bytesPerInputPixel());
        return new SessionRung(model, provider.rungName(), session, new InferenceMeter(), OPEN_THREADS);
    }
}
