package dev.azulejo.lab.damage;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.lab.picture.Seeds;
import java.util.Random;

/// The range from which a number is drawn; in JSON `[low, high]`, or a single number.
public record Range(double low, double high) {
    public Range {
        if (!(low <= high) || Double.isInfinite(low) || Double.isInfinite(high)) {
            throw new IllegalArgumentException(
                    "[%s, %s] is no range; the lower number comes first".formatted(low, high));
        }
    }

    @JsonCreator
    static Range of(JsonNode json) {
        if (json.isNumber()) {
            return new Range(json.asDouble(), json.asDouble());
        }
        if (json.isArray()
                && json.size() == 2
                && json.get(0).isNumber()
                && json.get(1).isNumber()) {
            return new Range(json.get(0).asDouble(), json.get(1).asDouble());
        }
        throw new IllegalArgumentException("%s is no range; write [low, high] or a number".formatted(json));
    }

    /// @throws IllegalArgumentException when the range leaves `least` to `most`
    void within(String name, double least, double most) {
        if (low < least || high > most) {
            throw new IllegalArgumentException(
                    "%s is [%s, %s], expected between %s and %s".formatted(name, low, high, least, most));
        }
    }

    double drawn(Random random) {
        return Seeds.between(random, low, high);
    }

    /// Draws a whole number, all from end to end equally likely.
    int drawnWhole(Random random) {
        return random.nextInt((int) Math.ceil(low), (int) Math.floor(high) + 1);
    }
}
