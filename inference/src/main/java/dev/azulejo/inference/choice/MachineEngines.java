package dev.azulejo.inference.choice;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.choice.EngineChoice.Brand;
import dev.azulejo.inference.choice.EngineChoice.Precision;
import dev.azulejo.inference.choice.EngineTable.Found;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.FetchedEngine;
import dev.azulejo.inference.engine.Provider;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Knows the engines beside the usual one that may run models on this machine, and chooses among them. A
/// step names the engine, so that a job continues as it was begun, and jobs whose bytes differ are
/// different jobs.
public final class MachineEngines {
    private static final System.Logger LOG = System.getLogger(MachineEngines.class.getName());

    /// The side of the tile that the first job runs to compare engines. With one uncounted round of each,
    /// that takes about a second.
    private static final int SIDE = 128;

    private static final String BF16 = "bf16";
    private static final String FP32 = "fp32";

    private final EngineChoice choice;
    private final Path cache;
    private final FetchedEngine other;
    private final boolean mayPay;
    private final LongSupplier nanos;
    private @Nullable Engine fetched;
    private @Nullable Found found;

    /// @param cache folder of this user
    /// @param other the engine beside the usual one
    public MachineEngines(EngineChoice choice, Path cache, FetchedEngine other) {
        this(choice, cache, other, other.isMadeForThisMachine() && EngineFingerprint.hasBf16(), System::nanoTime);
    }

    /// @param mayPay whether the other engine may be faster; if not, it is fetched only on request, as it
    ///     is a large package and gains next to nothing in 32 bits
    /// @param nanos a clock
    MachineEngines(EngineChoice choice, Path cache, FetchedEngine other, boolean mayPay, LongSupplier nanos) {
        this.choice = choice;
        this.cache = cache;
        this.other = other;
        this.mayPay = mayPay;
        this.nanos = nanos;
    }

    /// A choice of nothing but the usual engine.
    public static MachineEngines none() {
        return new MachineEngines(EngineChoice.USUAL, Path.of("nowhere"), new NoOther(), false, System::nanoTime);
    }

    private record NoOther() implements FetchedEngine {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public String version() {
            return "0";
        }

        @Override
        public boolean isMadeForThisMachine() {
            return false;
        }

        @Override
        public Engine engine() throws IOException {
            throw new IOException("this program runs models by the usual engine alone");
        }
    }

    /// Whether all models run on the usual engine.
    public boolean isUsual() {
        return choice.brand() == Brand.ONNXRUNTIME
                || (choice.brand() == Brand.AUTO && choice.precision() == Precision.EXACT);
    }

    /// The name of the engine that shall run a model; empty for the usual one.
    ///
    /// @throws PermanentFailure when the user asked for something that this machine does not have
    public synchronized Optional<String> chosen(InstalledModel model, Engine engine, Device device) {
        if (isUsual()) {
            return Optional.empty();
        }
        boolean mayRound = choice.precision() != Precision.EXACT && model.allows("bf16");
        if (choice.precision() == Precision.BF16 && mayRound) {
            return Optional.of(asked(BF16));
        }
        boolean isAsked = choice.brand() == Brand.OPENVINO;
        if (isAsked && !mayRound) {
            return Optional.of(asked(FP32));
        }
        if (!isAsked && (choice.precision() == Precision.BF16 || (!mayPay && known().isEmpty()))) {
            return Optional.empty();
        }
        if (isAsked) {
            asked(FP32); // says why, where there is none
        }
        var fastest = fastest(measured(model, engine, device), mayRound);
        if (fastest.isPresent() && isThere()) {
            return fastest;
        }
        return isAsked ? Optional.of(rungName(FP32)) : Optional.empty();
    }

    private Optional<String> fastest(Found found, boolean mayRound) {
        return Stream.of(BF16, FP32)
                .filter(precision -> mayRound || !precision.equals(BF16))
                .map(this::rungName)
                .filter(found::pays)
                .findFirst();
    }

    private String rungName(String precision) {
        return other.name() + " " + precision;
    }

    /// Whether the other engine is still available: since it was measured, the cache may have been emptied,
    /// and the machine may be offline.
    private boolean isThere() {
        try {
            return !fetched().providers(Device.CPU).isEmpty();
        } catch (IOException | EngineFailure | PermanentFailure gone) {
            LOG.log(Level.DEBUG, "models run without OpenVINO", gone);
            return false;
        }
    }

    /// An engine and its provider, as a step names them.
    public record Named(Engine engine, Provider provider) {}

    /// @throws PermanentFailure when this machine has none of that name
    public synchronized Named named(String name) {
        try {
            return fetched(name);
        } catch (IOException | EngineFailure failed) {
            throw new PermanentFailure(
                    "the job was begun with %s, which this machine has not (%s): it goes on where it was begun; to begin it anew here, say precision exact"
                            .formatted(name, failed.getMessage()),
                    failed);
        }
    }

    private String asked(String precision) {
        try {
            return fetched(rungName(precision)).provider.rungName();
        } catch (IOException | EngineFailure failed) {
            throw new PermanentFailure(
                    "OpenVINO, which was asked for, is not to be had here (%s); leave engine and precision out, and models run without it"
                            .formatted(failed.getMessage()),
                    failed);
        }
    }

    private Named fetched(String name) throws IOException, EngineFailure {
        var engine = fetched();
        return engine.providers(Device.CPU).stream()
                .filter(provider -> provider.rungName().equals(name))
                .findFirst()
                .map(provider -> new Named(engine, provider))
                .orElseThrow(() -> new IOException("this processor has no " + name));
    }

    private Engine fetched() throws IOException, EngineFailure {
        var made = fetched;
        if (made == null) {
            made = other.engine();
            fetched = made;
        }
        return made;
    }

    private Found measured(InstalledModel model, Engine engine, Device device) {
        return known().orElseGet(() -> {
            var measured = Found.NOTHING;
            try {
                measured = measure(model, engine, device);
                table().write(measured, Instant.now());
            } catch (PermanentFailure noModel) {
                LOG.log(Level.DEBUG, "engines are measured with another model", noModel); // opening this one says why
            } catch (IOException notKept) {
                LOG.log(
                        Level.DEBUG,
                        "what was measured of engines is not kept",
                        notKept); // the next job measures again
            }
            found = measured;
            return measured;
        });
    }

    /// Earlier measurements on this machine.
    private Optional<Found> known() {
        if (found == null) {
            found = table().read(Instant.now()).orElse(null);
        }
        return Optional.ofNullable(found);
    }

    /// The table for measurements on this machine and under these circumstances.
    EngineTable table() {
        return new EngineTable(cache.resolve("engines.json"), machine());
    }

    private String machine() {
        return "%s %s, %s".formatted(other.name(), other.version(), EngineFingerprint.processor());
    }

    private Found measure(InstalledModel model, Engine engine, Device device) {
        try (var race = race(model, engine, device)) {
            return race.found(race.lap(SIDE));
        }
    }

    /// Measures all engines available here with tiles of several sides, for longer than the first job does,
    /// and keeps the findings for the largest ones.
    ///
    /// @throws PermanentFailure when the model does not run here at all
    public synchronized Tuning tune(InstalledModel model, Engine engine, Device device) {
        try (var race = race(model, engine, device)) {
            var laps = race.laps();
            var measured = race.found(laps.getLast());
            found = measured;
            return new Tuning(
                    model.id(),
                    table().path(),
                    notKept(measured),
                    fastest(measured, model.allows("bf16")),
                    race.rows(laps));
        }
    }

    private Optional<String> notKept(Found measured) {
        try {
            table().write(measured, Instant.now());
            return Optional.empty();
        } catch (IOException failed) {
            return Optional.of(failed.toString());
        }
    }

    private EngineRace race(InstalledModel model, Engine engine, Device device) {
        var race = new EngineRace(model, engine, nanos);
        race.enterUsual(model.allowed(engine.providers(device)));
        try {
            var rival = fetched();
            rival.providers(Device.CPU).forEach(provider -> race.enter(rival, provider));
        } catch (IOException | EngineFailure | PermanentFailure obstacle) {
            LOG.log(Level.DEBUG, "models run without OpenVINO", obstacle);
            race.misses(other.name(), String.valueOf(obstacle.getMessage()));
        }
        return race;
    }
}
