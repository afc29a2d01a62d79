package dev.azulejo.quality.arena;

/// Why somebody preferred a picture, in one word; counted and shown, and no part of a ranking.
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
