package dev.azulejo.quality.metric.score;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// The scores of an image, in the order of [MeasureOrder]. A metric that cannot be computed for these
/// images (if they are too small, for example) is present without a value, and with the reason.
public final class Scores {
    private final Map<Measure, Score> scores;

    private Scores(SortedMap<Measure, Score> scores) {
        this.scores = Collections.unmodifiableMap(scores);
    }

    /// @param note why there is no value, or a caveat about it; usually empty
    public record Score(OptionalDouble value, Optional<String> note) {
        public static Score of(double value) {
            return new Score(OptionalDouble.of(value), Optional.empty());
        }

        public static Score none(String why) {
            return new Score(OptionalDouble.empty(), Optional.of(why));
        }

        public static Score of(double value, String note) {
            return new Score(OptionalDouble.of(value), Optional.of(note));
        }
    }

    /// All measured metrics, with a value or without.
    public Map<Measure, Score> all() {
        return scores;
    }

    /// The value of a metric, empty if it was not measured or cannot be computed; infinite for PSNR of
    /// identical images.
    public OptionalDouble value(Measure metric) {
        var score = scores.get(metric);
        return score == null ? OptionalDouble.empty() : score.value();
    }

    /// The reason why a metric has no value, or a caveat about it.
    public Optional<String> note(Measure metric) {
        return Optional.ofNullable(scores.get(metric)).flatMap(Score::note);
    }

    /// These scores and `others`, which win if both have a metric.
    public Scores and(Scores others) {
        var both = new TreeMap<Measure, Score>(MeasureOrder.AS_SHOWN);
        both.putAll(scores);
        both.putAll(others.scores);
        return new Scores(both);
    }

    /// Adds a field for each metric. JSON has no infinity: an infinite value is null, like a missing one,
    /// and `notes` says which it is.
    public void addTo(ObjectNode target) {
        var notes = target.objectNode();
        scores.forEach((metric, score) -> {
            double value = score.value().orElse(Double.NaN);
            if (Double.isFinite(value)) {
                target.put(metric.id(), value);
            } else {
                target.putNull(metric.id());
            }
            score.note().ifPresent(note -> notes.put(metric.id(), note));
        });
        if (!notes.isEmpty()) {
            target.set("notes", notes);
        }
    }

    @Override
    public String toString() {
        return scores.toString();
    }

    /// Collects scores. For one thread.
    public static final class Builder {
        private final SortedMap<Measure, Score> scores = new TreeMap<>(MeasureOrder.AS_SHOWN);

        public void put(Measure metric, double value) {
            scores.put(metric, Score.of(value));
        }

        public void put(Measure metric, Score score) {
            scores.put(metric, score);
        }

        public Scores scores() {
            return new Scores(new TreeMap<>(scores));
        }
    }
}
