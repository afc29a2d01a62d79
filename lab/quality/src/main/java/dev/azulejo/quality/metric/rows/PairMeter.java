package dev.azulejo.quality.metric.rows;

import dev.azulejo.quality.metric.score.Scores;

/// Measures two images of one size while their rows go by. For one thread; spreads its work by [Lanes].
public interface PairMeter {
    /// Takes the next rows of both.
    void accept(Strip reference, Strip candidate);

    /// Adds the scores, once all rows have been taken.
    void addTo(Scores.Builder scores);
}
