package dev.azulejo.lab.picture;

/// Where a training takes its pictures from. Not thread-safe.
public interface Pictures {
    /// How many there are, 1 or more.
    int count();

    /// The picture of that number, from 0; always the same one.
    Picture picture(int number);

    /// What tells these pictures from others, so that a run is not carried on with others.
    String identity();
}
