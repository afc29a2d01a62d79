package dev.azulejo.inference.choice;

import static java.util.Objects.requireNonNull;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.card.ModelCheck;
import dev.azulejo.inference.choice.EngineTable.Found;
import dev.azulejo.inference.choice.Tuning.Row;
import dev.azulejo.inference.choice.Tuning.Verdict;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.ladder.ImageFacts;
import dev.azulejo.inference.ladder.InferenceMeter;
import dev.azulejo.inference.ladder.SessionRung;
import dev.azulejo.inference.probe.ProbePicture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/// Compares engines on one model, each on one thread. They run the same tiles in turns, so that other load
/// on the machine affects all alike. For one thread.
final class EngineRace implements AutoCloseable {
    private static final int ROUNDS = 3;
    private static final int THREADS = 1;
    private static final float SOME_NOISE = 0.05f;
    private static final float SOME_LOSS = 0.25f;
    private static final double MOST_SECONDS = 30;

    private final InstalledModel model;
    private final Engine engine;
    private final LongSupplier nanos;
    private final byte[] weights;
    private final Map<String, SessionRung> rungs = new LinkedHashMap<>();
    private final List<Provider> usual = new ArrayList<>();
    private final List<Provider> others = new ArrayList<>();
    private final List<Row> absent = new ArrayList<>();
    private final List<String> obstacles = new ArrayList<>();

    /// @param nanos a clock
    /// @throws PermanentFailure when the model's weights are missing, or others than its card says
    EngineRace(InstalledModel model, Engine engine, LongSupplier nanos) {
        this.model = model;
        this.engine = engine;
        this.nanos = nanos;
        this.weights = ModelCheck.verifiedWeights(model);
    }

    /// Enters the providers of the usual engine that run the model here.
    ///
    /// @param providers the fastest first
    /// @throws PermanentFailure when none does
    void enterUsual(List<Provider> providers) {
        for (var provider : providers) {
            try {
                open(engine, provider);
                usual.add(provider);
            } catch (EngineFailure failed) {
                var why = failed.kind() == Kind.NOT_BUILT_IN ? "not built in" : failed.reason();
                absent.add(Row.absent(title(provider), provider.precision(), why));
            }
        }
        if (usual.isEmpty()) {
            throw new PermanentFailure("model %s does not run on this machine: %s"
                    .formatted(model.id(), absent.getLast().obstacle()));
        }
    }

    /// Enters a provider of another engine, or records why it cannot run.
    void enter(Engine other, Provider provider) {
        try {
            open(other, provider);
            others.add(provider);
        } catch (EngineFailure failed) {
            absent.add(Row.absent(provider.name(), provider.precision(), failed.reason()));
            obstacles.add(failed.reason());
        }
    }

    /// Records why an engine does not take part.
    void misses(String name, String obstacle) {
        absent.add(Row.absent(name, "", obstacle));
        obstacles.add(obstacle);
    }

    /// Opens the model with all of it rounded, also what its card names as precise: the finding then holds
    /// for models that name nothing.
    private void open(Engine engine, Provider provider) throws EngineFailure {
        var name = provider.rungName();
        var session = engine.open(provider, weights, THREADS, model.card().bytesPerInputPixel());
        rungs.put(name, new SessionRung(model, name, session, new InferenceMeter(), THREADS, false, null));
    }

    private String title(Provider provider) {
        return "%s on %s".formatted(engine.version().replaceFirst(" .*", ""), provider.name());
    }

    /// The shortest time, in seconds, of a few runs of a tile on each rung.
    ///
    /// @param side of the tile
    /// @param seconds by rung
    record Lap(int side, Map<String, Double> seconds) {
        double seconds(Provider provider) {
            return requireNonNull(seconds.get(provider.rungName()));
        }
    }

    Lap lap(int side) {
        var input = Planes.allocate(side, side, 3);
        input.samples().put(ProbePicture.photograph(side, side, 1).samples()).rewind();
        int outputSide = side * model.card().scale();
        var output = Planes.allocate(outputSide, outputSide, 3);
        var facts = ImageFacts.NONE.with(Condition.NOISE, SOME_NOISE).with(Condition.JPEG, SOME_LOSS);
        var seconds = new HashMap<String, Double>();
        for (int round = 0; round <= ROUNDS; round++) {
            boolean counts = round > 0; // the first one also allocates
            rungs.forEach((name, rung) -> {
                long start = nanos.getAsLong();
                rung.run(input, facts, output);
                double taken = (nanos.getAsLong() - start) / 1e9;
                if (counts) {
                    seconds.merge(name, taken, Math::min);
                }
            });
        }
        return new Lap(side, seconds);
    }

    /// Runs tiles of half the side that suits the model best, of three quarters, and of all of it: as many
    /// of these as fit into half a minute, and at least one.
    List<Lap> laps() {
        var laps = new ArrayList<Lap>();
        long begun = nanos.getAsLong();
        double foreseen = 0;
        for (int side : sides()) {
            long start = nanos.getAsLong();
            if (!laps.isEmpty() && (start - begun) / 1e9 + foreseen * side * side > MOST_SECONDS) {
                break;
            }
            laps.add(lap(side));
            foreseen = (nanos.getAsLong() - start) / 1e9 / side / side;
        }
        return laps;
    }

    private List<Integer> sides() {
        var card = model.card();
        return IntStream.of(2, 3, 4)
                .map(quarters -> card.bestSide(Processor.CPU) * quarters / 4 / card.alignment() * card.alignment())
                .filter(side -> side > 2 * margin())
                .boxed()
                .toList();
    }

    /// The measurements to keep.
    Found found(Lap lap) {
        var kept = new HashMap<String, Double>();
        kept.put(EngineTable.USUAL, lap.seconds(usual.getFirst()));
        others.forEach(other -> kept.put(other.rungName(), lap.seconds(other)));
        return new Found(model.id(), lap.side, kept, String.join("; ", obstacles));
    }

    /// The rows of a report.
    List<Row> rows(List<Lap> laps) {
        var found = found(laps.getLast());
        var rows = new ArrayList<Row>();
        for (var provider : usual) {
            boolean isFirst = provider.equals(usual.getFirst());
            rows.add(row(title(provider), provider, laps, isFirst ? Verdict.USUAL : Verdict.IN_RESERVE));
        }
        for (var provider : others) {
            var verdict = !found.pays(provider.rungName())
                    ? Verdict.DOES_NOT_PAY
                    : model.allows(provider.precision()) ? Verdict.PAYS : Verdict.NOT_ALLOWED;
            rows.add(row(provider.name(), provider, laps, verdict));
        }
        rows.addAll(absent);
        return rows;
    }

    private Row row(String title, Provider provider, List<Lap> laps, Verdict verdict) {
        var perMegapixel = new TreeMap<Integer, Double>();
        laps.forEach(lap -> perMegapixel.put(lap.side, lap.seconds(provider) / keptMegapixels(lap.side)));
        var last = laps.getLast();
        double ofUsual = last.seconds(provider) / last.seconds(usual.getFirst());
        return new Row(title, provider.precision(), perMegapixel, OptionalDouble.of(ofUsual), verdict, "");
    }

    /// The megapixels of a tile's output that a result keeps.
    private double keptMegapixels(int side) {
        return Math.pow((double) (side - 2 * margin()) * model.card().scale(), 2) / 1e6;
    }

    private int margin() {
        return model.card().receptiveField().haloPx();
    }

    @Override
    public void close() {
        rungs.values().forEach(SessionRung::close);
    }
}
