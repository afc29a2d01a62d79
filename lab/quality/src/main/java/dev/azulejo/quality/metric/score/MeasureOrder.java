package dev.azulejo.quality.metric.score;

import java.util.Comparator;

/// Orders measures as they are shown: azulejo's own first, then those of users' networks by id.
public enum MeasureOrder implements Comparator<Measure> {
    AS_SHOWN;

    @Override
    public int compare(Measure one, Measure other) {
        if (one instanceof Metric first && other instanceof Metric second) {
            return first.compareTo(second);
        }
        if (one instanceof Metric) {
            return -1;
        }
        return other instanceof Metric ? 1 : one.id().compareTo(other.id());
    }
}
