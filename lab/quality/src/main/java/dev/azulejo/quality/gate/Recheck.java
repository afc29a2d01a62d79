package dev.azulejo.quality.gate;

import dev.azulejo.quality.report.Trial;
import java.util.List;

/// The result of measuring a part of the evidence again, on the machine that decides.
///
/// @param seed by which images were drawn: the hash of the evidence, so that they cannot be chosen
/// @param trials what was measured again
/// @param scenes of the arena whose pictures were made again
/// @param contradictions of the evidence, in plain words
public record Recheck(String seed, List<Trial> trials, List<String> scenes, List<String> contradictions) {
    public Recheck {
        trials = List.copyOf(trials);
        scenes = List.copyOf(scenes);
        contradictions = List.copyOf(contradictions);
    }
}
