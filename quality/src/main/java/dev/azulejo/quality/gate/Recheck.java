package dev.azulejo.quality.gate;

import dev.azulejo.quality.report.Trial;
import java.util.List;

/// What came of measuring a part of the evidence again, on the machine that decides.
///
/// @param seed what the images were drawn by: the hash of the evidence, so that nobody chooses them
/// @param trials what was measured again
/// @param scenes of the arena whose pictures were made again
/// @param contradictions where the evidence says otherwise, in plain words
public record Recheck(String seed, List<Trial> trials, List<String> scenes, List<String> contradictions) {
    public Recheck {
        trials = List.copyOf(trials);
        scenes = List.copyOf(scenes);
        contradictions = List.copyOf(contradictions);
    }
}
