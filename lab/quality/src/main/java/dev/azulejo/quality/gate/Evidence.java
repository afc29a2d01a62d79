package dev.azulejo.quality.gate;

import dev.azulejo.quality.report.Comparison;
import java.util.List;
import java.util.Optional;

/// All that a decision rests on.
///
/// @param comparison of the incumbent with the candidate, among others, against the truth
/// @param numericsWrong contradictions between the candidate's card and its model, in plain words
/// @param poll what people said; empty if no poll was taken
/// @param recheck result of measuring a part of it again
public record Evidence(Comparison comparison, List<String> numericsWrong, Optional<Poll> poll, Recheck recheck) {
    public Evidence {
        numericsWrong = List.copyOf(numericsWrong);
    }
}
