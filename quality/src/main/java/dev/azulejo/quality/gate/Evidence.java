package dev.azulejo.quality.gate;

import dev.azulejo.quality.report.Comparison;
import java.util.List;
import java.util.Optional;

/// What a decision rests on.
///
/// @param comparison of the incumbent with the candidate, among others, against the truth
/// @param numericsWrong where the candidate's card and its model contradict each other, in plain words
/// @param contest what people said; empty where nobody was asked
/// @param unflagged what they said without judges who vote against all others; empty where there are none
public record Evidence(
        Comparison comparison, List<String> numericsWrong, Optional<Contest> contest, Optional<Contest> unflagged) {
    public Evidence {
        numericsWrong = List.copyOf(numericsWrong);
    }
}
