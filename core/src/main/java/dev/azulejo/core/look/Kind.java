package dev.azulejo.core.look;

/// What a part of a picture is, as far as that decides what enlarges it best.
public enum Kind {
    PHOTOGRAPH,
    DRAWING,
    PATTERN
}
