package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;

/// A source of pictures for a training. Not thread-safe.
public interface Pictures {
    /// The number of pictures, 1 or more.
    int count();

    /// The size of the picture of that number, from 0.
    Size size(int number);

    /// A part of a picture, which must lie inside; always the same.
    Picture part(int number, Rect rect);

    /// A text that identifies these pictures, so that a run does not continue with other ones.
    String identity();
}
