package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// Where a training takes its pictures from. Not thread-safe.
public interface Pictures {
    /// How many there are, 1 or more.
    int count();

    /// The size of the picture of that number, from 0.
    Size size(int number);

    /// A part of it, which must lie inside; always the same.
    Picture part(int number, Rect rect);

    /// What tells these pictures from others, so that a run is not carried on with others.
    String identity();
}
