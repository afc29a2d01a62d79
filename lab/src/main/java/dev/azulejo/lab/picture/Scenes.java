package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import org.jspecify.annotations.Nullable;

/// Provides [scenes][Scene] that are drawn when they are first asked for.
public final class Scenes implements Pictures {
    private final long seed;
    private final int side;
    private final @Nullable Picture[] drawn;

    public Scenes(long seed, int count, int side) {
        this.seed = seed;
        this.side = side;
        drawn = new @Nullable Picture[count];
    }

    @Override
    public int count() {
        return drawn.length;
    }

    @Override
    public Size size(int number) {
        return new Size(side, side);
    }

    @Override
    public Picture part(int number, Rect rect) {
        return picture(number).crop(rect);
    }

    private Picture picture(int number) {
        var picture = drawn[number];
        if (picture == null) {
            picture = Scene.drawn(seed, number, side);
            drawn[number] = picture;
        }
        return picture;
    }

    @Override
    public String identity() {
        return "%d scenes of %d from seed %d".formatted(drawn.length, side, seed);
    }
}
