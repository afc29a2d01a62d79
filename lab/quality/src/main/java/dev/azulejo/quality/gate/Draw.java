package dev.azulejo.quality.gate;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Draws a few of many by a seed that follows from the evidence. The drawing cannot be steered and can be
/// repeated: it takes the names with the lowest SHA-256 behind the seed.
///
/// @param seed such as a hash in hex
public record Draw(String seed) {
    /// Draws names, in the order of the draw.
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
