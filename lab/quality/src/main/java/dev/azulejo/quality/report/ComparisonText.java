package dev.azulejo.quality.report;

import dev.azulejo.quality.report.Comparison.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes the outcome of a comparison in a few lines for a terminal: a row for each recipe, by the first of
/// the measures.
public final class ComparisonText {
    private ComparisonText() {}

    /// The lines of the table, such as `auto    31.48  +1.43       0.21 MP/s`, below their head.
    public static List<String> lines(Comparison comparison) {
        var measure = comparison.measures().getFirst();
        var first = comparison.candidates().getFirst();
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("recipe", Numbers.heading(measure), "better than " + first.name() + " by", "MP/s"));
        for (var candidate : comparison.candidates()) {
            rows.add(List.of(
                    candidate.name(),
                    comparison
                            .mean(candidate, measure, Optional.empty())
                            .map(mean -> Numbers.interval(mean, measure))
                            .orElse("–"),
                    candidate.equals(first) ? "" : gain(comparison, candidate, first),
                    String.format(Locale.ROOT, "%.2f", comparison.megapixelsPerSecond(candidate))));
        }
        return rows.stream().map(row -> aligned(row, rows)).toList();
    }

    private static String gain(Comparison comparison, Candidate candidate, Candidate first) {
        var measure = comparison.measures().getFirst();
        return comparison
                .gain(candidate, first, measure, Optional.empty())
                .map(gain -> Numbers.gain(gain, measure))
                .orElse("–");
    }

    private static String aligned(List<String> row, List<List<String>> rows) {
        var line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width =
                    rows.stream().mapToInt(each -> each.get(at).length()).max().orElse(0);
            line.append(row.get(column)).repeat(' ', width + 2 - row.get(column).length());
        }
        return line.toString().stripTrailing();
    }
}
