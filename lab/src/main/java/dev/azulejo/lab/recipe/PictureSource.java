package dev.azulejo.lab.recipe;

/// The scenes that are drawn to learn from; `--photographs` adds a folder of the user's.
///
/// @param scenes number of them, 0 or more
/// @param side of each, in pixels
public record PictureSource(int scenes, int side) {
    private static final int MOST_SCENES = 100_000;
    private static final int MOST_SIDE = 2048;

    public PictureSource {
        if (scenes < 0 || scenes > MOST_SCENES || side < 1 || side > MOST_SIDE) {
            throw new IllegalArgumentException("pictures: scenes is %d and side %d, expected 0 to %d and 1 to %d"
                    .formatted(scenes, side, MOST_SCENES, MOST_SIDE));
        }
    }
}
