package dev.azulejo.core.option;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Suggests the word that a user probably meant.
public final class Suggestion {
    private static final int LONGEST = 40;

    private Suggestion() {}

    /// Returns ` (did you mean 'quality'?)`, or nothing if no word is near.
    public static String of(String word, Collection<String> words) {
        return nearest(word.toLowerCase(Locale.ROOT), words)
                .map(" (did you mean '%s'?)"::formatted)
                .orElse("");
    }

    private static Optional<String> nearest(String word, Collection<String> words) {
        if (word.length() > LONGEST) {
            return Optional.empty();
        }
        return words.stream()
                .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
    }

    /// The Levenshtein distance with transpositions: the number of slips of the finger between two words.
    private static int distance(String from, String to) {
        var slips = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                slips[i][j] = i == 0 || j == 0 ? i + j : fewest(slips, from, to, i, j);
            }
        }
        return slips[from.length()][to.length()];
    }

    private static int fewest(int[][] slips, String from, String to, int i, int j) {
        boolean isSame = from.charAt(i - 1) == to.charAt(j - 1);
        int changed = slips[i - 1][j - 1] + (isSame ? 0 : 1);
        int fewest = Math.min(changed, 1 + Math.min(slips[i - 1][j], slips[i][j - 1]));
        boolean isSwapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return isSwapped ? Math.min(fewest, slips[i - 2][j - 2] + 1) : fewest;
    }
}
