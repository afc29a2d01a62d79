package dev.azulejo.inference.ladder;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Runs a model so that bad numbers are never accepted silently: if a result is not finite, or black where
/// the source is not, the next rung down runs. A finite result of the last rung is final.
///
/// @param model its id, for messages
/// @param rungs the first is the fastest, the last the safest
public record NumericsLadder(String model, List<? extends Rung> rungs) {
    public NumericsLadder {
        rungs = List.copyOf(rungs);
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException("model %s: a ladder has a rung".formatted(model));
        }
    }

    /// Whether [#within] shrinks answers: all rungs must, as each may have to stand in for another.
    public boolean shrinks() {
        return rungs.stream().allMatch(Rung::shrinks);
    }

    /// This ladder for tiles of which the given sides lie within the image, if the model shrinks.
    public NumericsLadder within(Sides inner) {
        return new NumericsLadder(
                model, rungs.stream().map(rung -> rung.within(inner)).toList());
    }

    /// @param answered part of the input that `output` covers
    /// @return the same text for each tile with the same trouble
    /// @throws PermanentFailure when the last rung, too, gives a number that is not finite
    public Optional<String> run(Planes input, ImageFacts facts, Rect answered, Planes output) {
        return run(input, answered, output, rung -> attempt(rung, input, facts, output));
    }

    /// Runs a tile, and lets a rung that can look at its answers itself fill `rounded`.
    public Optional<String> run(Planes input, ImageFacts facts, Rect answered, Planes output, RoundedAnswer rounded) {
        return run(input, answered, output, rung -> {
            rung.look(input, facts, output, rounded);
            return rounded.isThere() || attempt(rung, input, facts, output);
        });
    }

    /// @return false: its answers need a look
    private static boolean attempt(Rung rung, Planes input, ImageFacts facts, Planes output) {
        OutputCheck.poison(output);
        rung.run(input, facts, output);
        return false;
    }

    /// @param attempt runs on a rung, and tells whether its answers need no look
    private Optional<String> run(Planes input, Rect answered, Planes output, Predicate<Rung> attempt) {
        var troubles = new ArrayList<String>();
        var finding = Finding.SOUND;
        for (var rung : rungs) {
            finding = attempt.test(rung) ? Finding.SOUND : OutputCheck.find(input, answered, output);
            if (finding == Finding.SOUND) {
                return troubles.isEmpty() ? Optional.empty() : Optional.of(lowerRung(troubles, rung));
            }
            troubles.add("%s on %s".formatted(finding.text(), rung.name()));
        }
        if (finding == Finding.NOT_FINITE) {
            throw new PermanentFailure(failed(troubles, input));
        }
        return Optional.of("model %s gave %s; kept, have a look".formatted(model, String.join(", ", troubles)));
    }

    /// The means of a model that pools, from the first rung where all are finite.
    ///
    /// @throws PermanentFailure when there is no such rung
    public float[] means(List<Planes> sample, ImageFacts facts) {
        for (var rung : rungs) {
            var means = rung.means(sample, facts);
            if (OutputCheck.isFinite(means)) {
                return means;
            }
        }
        throw new PermanentFailure("model %s found means that are not finite in the sample of the image, on %s"
                .formatted(model, rungs.stream().map(Rung::name).collect(Collectors.joining(", "))));
    }

    private String lowerRung(List<String> troubles, Rung rung) {
        return "model %s gave %s; taken from %s instead".formatted(model, String.join(", ", troubles), rung.name());
    }

    private String failed(List<String> troubles, Planes input) {
        return "model %s gave %s, for a tile of %dx%d%s"
                .formatted(
                        model,
                        String.join(", ", troubles),
                        input.width(),
                        input.height(),
                        OutputCheck.isFinite(input) ? "" : " which is itself not finite");
    }

    enum Finding {
        SOUND("sound numbers"),
        BLACK("black where the source is not"),
        NOT_FINITE("numbers that are not finite");

        private final String text;

        Finding(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}
