package dev.azulejo.arena;

/// A judge's reason for preferring a picture, in one word; it is counted and shown, but no part of a
/// ranking.
public enum Reason {
    SHARPER,
    CLEANER,
    NATURAL,
    DETAIL,
    COLOUR,
    TEXT,
    FACE,
    ARTEFACTS
}
