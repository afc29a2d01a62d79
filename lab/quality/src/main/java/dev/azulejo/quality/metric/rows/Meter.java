package dev.azulejo.quality.metric.rows;

import dev.azulejo.quality.metric.score.Scores;

/// Measures one image while its rows go by. For one thread; spreads its work by [Lanes].
public interface Meter {
    /// Takes the next rows.
    void accept(Strip strip);

    /// Adds the scores, once all rows have been taken.
    void addTo(Scores.Builder scores);
}
