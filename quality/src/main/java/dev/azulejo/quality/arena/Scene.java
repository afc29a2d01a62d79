package dev.azulejo.quality.arena;

import java.util.Set;

/// One crop of one image, which every contender has made.
///
/// @param image what scenes of one image share: they resemble each other, so intervals take them as one
/// @param tags what it shows: face, text, …
public record Scene(String id, String image, Set<String> tags) {
    public Scene {
        tags = Set.copyOf(tags);
    }
}
