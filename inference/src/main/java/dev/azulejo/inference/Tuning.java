package dev.azulejo.inference;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was measured of the engines of this machine.
///
/// @param model with which
/// @param table where it is kept
/// @param notKept why it could not be
/// @param fastest what `--precision auto` takes for this model from now on; absent for the usual engine
/// @param rows the usual engine first, then what else there is, or might be
public record Tuning(String model, Path table, Optional<String> notKept, Optional<String> fastest, List<Row> rows) {
    public Tuning {
        rows = List.copyOf(rows);
    }

    /// What to make of an engine.
    public enum Verdict {
        /// Runs models unless somebody asks for another.
        USUAL,
        /// Stands in where the usual one fails, and is no choice of its own.
        IN_RESERVE,
        PAYS,
        /// It would pay, but the card of the model does not allow it.
        NOT_ALLOWED,
        DOES_NOT_PAY,
        NOT_TO_BE_HAD
    }

    /// One engine in one precision.
    ///
    /// @param secondsPerMegapixel of output that a result keeps, by side of the tile
    /// @param ofUsual its time in that of the usual engine, for the largest tile
    /// @param obstacle why it is not to be had; empty where it is
    public record Row(
            String engine,
            String precision,
            SortedMap<Integer, Double> secondsPerMegapixel,
            OptionalDouble ofUsual,
            Verdict verdict,
            String obstacle) {
        static Row absent(String engine, String precision, String obstacle) {
            return new Row(engine, precision, new TreeMap<>(), OptionalDouble.empty(), Verdict.NOT_TO_BE_HAD, obstacle);
        }
    }
}
