package dev.azulejo.arena;

import java.util.Set;

/// One crop of one image as every contender has made it.
///
/// @param image shared by scenes that resemble each other, so that intervals count them as one
/// @param tags what it shows: face, text, …
public record Scene(String id, String image, Set<String> tags) {
    public Scene {
        tags = Set.copyOf(tags);
    }
}
