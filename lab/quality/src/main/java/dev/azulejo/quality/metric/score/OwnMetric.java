package dev.azulejo.quality.metric.score;

import dev.azulejo.quality.metric.score.Metric.Better;
import dev.azulejo.quality.metric.score.Metric.Needs;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Describes the number that a user's own network gives.
///
/// @param needs the reference as well, or nothing but the picture
public record OwnMetric(String id, Needs needs, Better better, String words) implements Measure {
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

    public OwnMetric {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" is no id of a metric: up to 32 letters in lower case, digits, - and _".formatted(id));
        }
        if (Arrays.stream(Metric.values()).anyMatch(metric -> metric.id().equals(id))) {
            throw new IllegalArgumentException("\"%s\" is a metric of azulejo; give yours another id".formatted(id));
        }
        if (needs == Needs.SOURCE) {
            throw new IllegalArgumentException("a network of one's own does not get the source");
        }
    }

    @Override
    public String unit() {
        return "";
    }

    @Override
    public boolean differsByThousandths() {
        return true;
    }
}
