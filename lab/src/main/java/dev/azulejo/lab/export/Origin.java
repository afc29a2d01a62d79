package dev.azulejo.lab.export;

import java.util.List;
import java.util.stream.Collectors;

/// States what the weights of a model come from, for its card.
///
/// @param pictures what the model learned from, for a reader
/// @param training the SHA-256 of recipe and pictures
/// @param parents SHA-256 of the models that it started from, or that run before it
/// @param together how it then learned on with the other networks of its chain, for a reader; empty if it did not
public record Origin(String pictures, String training, List<String> parents, String together) {
    public Origin {
        parents = List.copyOf(parents);
    }

    /// The origin of a model that learned alone.
    public Origin(String pictures, String training, List<String> parents) {
        this(pictures, training, parents, "");
    }

    /// Returns the origin of a model that then learned on together with others.
    ///
    /// @param how for a reader
    public Origin then(String how) {
        return new Origin(pictures, training, parents, how);
    }

    /// @param steps of the training
    /// @param seed of everything random in it
    String told(int steps, long seed) {
        return "%s, %d steps, seed %d, training %.16s%s%s"
                .formatted(
                        pictures,
                        steps,
                        seed,
                        training,
                        parents.stream().map(", after %.16s"::formatted).collect(Collectors.joining()),
                        together.isEmpty() ? "" : ", then " + together);
    }
}
