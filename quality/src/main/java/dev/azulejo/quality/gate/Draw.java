package dev.azulejo.quality.gate;

import dev.azulejo.core.job.CanonicalText.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Draws a handful of many by a seed that follows from the evidence: nobody chooses them, and anybody can draw them
/// again, as those whose names give the lowest SHA-256 behind the seed.
///
/// @param seed such as a hash in hex
public record Draw(String seed) {
    /// Those that were drawn, in the order in which they were.
    public List<String> of(Collection<String> names, int most) {
        return names.stream()
                .distinct()
                .sorted(Comparator.comparing(this::hash))
                .limit(most)
                .toList();
    }

    private String hash(String name) {
        return Hash.of((seed + "\n" + name).getBytes(StandardCharsets.UTF_8)).hex();
    }
}
