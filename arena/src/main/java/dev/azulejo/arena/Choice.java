package dev.azulejo.arena;

/// A judge's opinion of two pictures. A tie and "both bad" count alike in a ranking, and are told apart in
/// a report.
public enum Choice {
    LEFT,
    RIGHT,
    TIE,
    BOTH_BAD;

    public boolean isDecisive() {
        return this == LEFT || this == RIGHT;
    }

    /// The same opinion with sides swapped.
    public Choice swapped() {
        return switch (this) {
            case LEFT -> RIGHT;
            case RIGHT -> LEFT;
            case TIE, BOTH_BAD -> this;
        };
    }
}
