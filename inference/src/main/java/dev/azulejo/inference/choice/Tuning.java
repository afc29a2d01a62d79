package dev.azulejo.inference.choice;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The measurements of the engines of this machine.
///
/// @param model that was measured
/// @param table the file that keeps them
/// @param notKept why they could not be kept
/// @param fastest what `--precision auto` takes for this model from now on; absent for the usual engine
/// @param rows the usual engine first, then what else there is, or might be
public record Tuning(String model, Path table, Optional<String> notKept, Optional<String> fastest, List<Row> rows) {
    public Tuning {
        rows = List.copyOf(rows);
    }

    /// What the measurements mean for an engine.
    public enum Verdict {
        /// Runs models unless the user asks for another.
        USUAL,
        /// Stands in if the usual one fails, and is no choice of its own.
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
    /// @param ofUsual its time divided by that of the usual engine, for the largest tile
    /// @param obstacle why it is not available; empty if it is
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
