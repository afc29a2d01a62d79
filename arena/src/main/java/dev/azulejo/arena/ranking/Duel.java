package dev.azulejo.arena.ranking;

/// One counting vote between two contenders, by number.
///
/// @param scene what was looked at
/// @param image votes on one image resemble each other
/// @param judge and so do votes of one judge
public record Duel(int first, int second, Result result, String scene, String image, String judge) {
    public enum Result {
        FIRST,
        SECOND,
        TIE
    }

    public Duel {
        if (first == second) {
            throw new IllegalArgumentException("contender %d against itself".formatted(first));
        }
    }

    /// Whether the vote is between just these two, in either order.
    public boolean isBetween(int one, int other) {
        return (first == one && second == other) || (first == other && second == one);
    }
}
