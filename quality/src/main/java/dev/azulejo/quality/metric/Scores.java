package dev.azulejo.quality.metric;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/// What was measured of an image, in the order of [MeasureOrder]. A metric that cannot be had of these very images
/// (too
/// small for it, say) is there without a value, and with the reason.
public final class Scores {
    private final Map<Measure, Score> scores;

    private Scores(SortedMap<Measure, Score> scores) {
        this.scores = Collections.unmodifiableMap(scores);
    }

    /// @param note why there is no value, or what has to be known of it; empty as a rule
    public record Score(OptionalDouble value, Optional<String> note) {
        static Score of(double value) {
            return new Score(OptionalDouble.of(value), Optional.empty());
        }

        static Score none(String why) {
            return new Score(OptionalDouble.empty(), Optional.of(why));
        }

        static Score of(double value, String note) {
            return new Score(OptionalDouble.of(value), Optional.of(note));
        }
    }

    /// All that were measured, with a value or without.
    public Map<Measure, Score> all() {
        return scores;
    }

    /// Empty where it was not measured or cannot be had; infinite for PSNR of identical images.
    public OptionalDouble value(Measure metric) {
        var score = scores.get(metric);
        return score == null ? OptionalDouble.empty() : score.value();
    }

    /// Why a metric has no value, or what has to be known of it.
    public Optional<String> note(Measure metric) {
        return Optional.ofNullable(scores.get(metric)).flatMap(Score::note);
    }

    /// These and `others`, which come first where both have a metric.
    public Scores and(Scores others) {
        var both = new TreeMap<Measure, Score>(MeasureOrder.AS_SHOWN);
        both.putAll(scores);
        both.putAll(others.scores);
        return new Scores(both);
    }

    /// Adds a field for each metric. JSON knows no infinity: such a value is null, like one that cannot be had, and
    /// `notes` says which it is.
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
    static final class Builder {
        private final SortedMap<Measure, Score> scores = new TreeMap<>(MeasureOrder.AS_SHOWN);

        void put(Measure metric, double value) {
            scores.put(metric, Score.of(value));
        }

        void put(Measure metric, Score score) {
            scores.put(metric, score);
        }

        Scores scores() {
            return new Scores(new TreeMap<>(scores));
        }
    }
}
