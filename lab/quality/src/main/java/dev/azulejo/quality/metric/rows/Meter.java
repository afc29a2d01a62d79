package dev.azulejo.quality.metric;

/// Measures one image while its rows go by. For one thread; spreads its work by [Lanes].
interface Meter {
    /// Takes the next rows.
    void accept(Strip strip);

    /// Adds the scores, once all rows have been taken.
    void addTo(Scores.Builder scores);
}
