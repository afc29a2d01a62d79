package dev.azulejo.arena.ranking;

/// An interval that includes both ends.
public record Interval(double low, double high) {
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("no interval: %s to %s".formatted(low, high));
        }
    }

    static Interval around(double middle, double reach) {
        return new Interval(middle - reach, middle + reach);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    public boolean isWithin(Interval other) {
        return other.low <= low && high <= other.high;
    }
}
