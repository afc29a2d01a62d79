package dev.azulejo.quality.gate;

import dev.azulejo.quality.report.Comparison;
import java.util.List;
import java.util.Optional;

/// What a decision rests on.
///
/// @param comparison of the incumbent with the candidate, among others, against the truth
/// @param numericsWrong where the candidate's card and its model contradict each other, in plain words
/// @param poll what people said; empty where nobody was asked
/// @param recheck what came of measuring a part of it again
public record Evidence(Comparison comparison, List<String> numericsWrong, Optional<Poll> poll, Recheck recheck) {
    public Evidence {
        numericsWrong = List.copyOf(numericsWrong);
    }
}
