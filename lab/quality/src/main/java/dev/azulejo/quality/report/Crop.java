package dev.azulejo.quality.report;

import java.util.List;
import java.util.Map;

/// The part of an image in which the candidates differ most.
///
/// @param image as its set names it
/// @param x of the left edge, in pixels of the results
/// @param y of the upper edge
/// @param difference of the pictures there, as `DifferenceMap` says
/// @param pictures PNGs of one size by the name of what they show: [#REFERENCE], [#SOURCE], or a candidate
public record Crop(
        String image, List<String> tags, int x, int y, int side, double difference, Map<String, byte[]> pictures) {
    /// The name of the picture that shows what the results should look like.
    public static final String REFERENCE = "reference";

    /// The name of the picture that shows the recipes' input, each pixel a square.
    public static final String SOURCE = "source";

    public Crop {
        tags = List.copyOf(tags);
        pictures = Map.copyOf(pictures);
    }
}
