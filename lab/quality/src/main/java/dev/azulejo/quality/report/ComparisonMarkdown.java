package dev.azulejo.quality.report;

import dev.azulejo.quality.report.Comparison.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Writes a comparison as tables of Markdown, for a pull request or a wiki.
public final class ComparisonMarkdown {
    private static final int WORST = 10;

    private final Comparison comparison;
    private final StringBuilder text = new StringBuilder();

    private ComparisonMarkdown(Comparison comparison) {
        this.comparison = comparison;
    }

    public static String write(Comparison comparison) {
        return new ComparisonMarkdown(comparison).write();
    }

    private String write() {
        text.append("<!-- azulejo evaluate -->\n\n# %s\n\n"
                .formatted(cell(comparison.set().name())));
        int images = comparison.images().size();
        text.append("%d image%s; %s. %s\n\n"
                .formatted(images, images == 1 ? "" : "s", comparison.task().words(), Numbers.about(images)));
        means();
        gains();
        tags();
        failures();
        worst();
        return text.toString();
    }

    private void means() {
        row("recipe", comparison.measures().stream().map(Numbers::heading).toList(), "MP/s");
        for (var candidate : comparison.candidates()) {
            row(
                    candidate.name(),
                    comparison.measures().stream()
                            .map(measure -> comparison
                                    .mean(candidate, measure, Optional.empty())
                                    .map(interval -> Numbers.interval(interval, measure))
                                    .orElse("–"))
                            .toList(),
                    String.format(Locale.ROOT, "%.2f", comparison.megapixelsPerSecond(candidate)));
        }
        text.append('\n');
    }

    private void gains() {
        if (others().isEmpty()) {
            return;
        }
        var first = comparison.candidates().getFirst();
        text.append("## Better than %s by\n\n".formatted(cell(first.name())));
        row("recipe", comparison.measures().stream().map(Numbers::heading).toList());
        for (var candidate : others()) {
            row(
                    candidate.name(),
                    comparison.measures().stream()
                            .map(measure -> comparison
                                    .gain(candidate, first, measure, Optional.empty())
                                    .map(gain -> Numbers.gain(gain, measure))
                                    .orElse("–"))
                            .toList());
        }
        text.append('\n');
    }

    private void tags() {
        var measure = comparison.measures().getFirst();
        if (comparison.tags().isEmpty()) {
            return;
        }
        text.append("## %s by what is to be seen\n\n".formatted(Numbers.name(measure)));
        row("tag", comparison.candidates().stream().map(Candidate::name).toList(), "images");
        for (var tag : comparison.tags()) {
            var means = comparison.candidates().stream()
                    .map(candidate -> comparison.mean(candidate, measure, Optional.of(tag)))
                    .toList();
            row(
                    tag,
                    means.stream()
                            .map(mean -> mean.map(interval -> Numbers.interval(interval, measure))
                                    .orElse("–"))
                            .toList(),
                    Integer.toString(means.stream()
                            .flatMap(Optional::stream)
                            .mapToInt(Interval::images)
                            .max()
                            .orElse(0)));
        }
        text.append('\n');
    }

    private void failures() {
        if (comparison.failures().isEmpty()) {
            return;
        }
        text.append("## What failed\n\nA mean is over the images of which there is a result, a gain over those of which"
                + " both have one.\n\n");
        row("image", List.of("recipe"), "why");
        comparison.failures().forEach(failure -> row(failure.image(), List.of(failure.recipe()), failure.reason()));
        text.append('\n');
    }

    private void worst() {
        var measure = comparison.measures().getFirst();
        for (var candidate : comparison.candidates()) {
            text.append("## The worst of %s, by %s\n\n".formatted(cell(candidate.name()), Numbers.name(measure)));
            row("image", List.of(Numbers.heading(measure)), "tags");
            for (var worst : comparison.worst(candidate, measure, WORST)) {
                var trial = worst.trial();
                row(
                        trial.image(),
                        List.of(Numbers.value(trial.scores().getOrDefault(measure.id(), Double.NaN), measure)),
                        String.join(", ", trial.tags()));
            }
            text.append('\n');
        }
    }

    private List<Candidate> others() {
        return comparison.candidates().subList(1, comparison.candidates().size());
    }

    /// Adds a row; the first row of a table is its head, and is followed by a line of dashes.
    private void row(String first, List<String> cells, String... last) {
        boolean isHead = text.length() > 1 && text.charAt(text.length() - 2) == '\n';
        text.append("| ").append(cell(first)).append(" |");
        cells.forEach(word -> text.append(' ').append(cell(word)).append(" |"));
        for (var word : last) {
            text.append(' ').append(cell(word)).append(" |");
        }
        text.append('\n');
        if (isHead) {
            text.append("|---".repeat(1 + cells.size() + last.length)).append("|\n");
        }
    }

    /// Escapes a cell, as names come from strangers' files.
    private static String cell(String value) {
        return value.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("<", "&lt;")
                .replace("[", "\\[")
                .replace("`", "\\`")
                .replaceAll("\\R", " ");
    }
}
