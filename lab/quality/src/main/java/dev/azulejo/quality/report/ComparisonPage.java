package dev.azulejo.quality.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.report.Comparison.Candidate;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes a comparison as one page for a browser, which holds its pictures and loads nothing.
///
/// @param crops a part of each image, the most telling first
/// @param look the style sheet that all our pages share
/// @param pricePerHour what an hour of the machine costs, in the currency of the reader; empty if unknown
public record ComparisonPage(Comparison comparison, List<Crop> crops, String look, OptionalDouble pricePerHour) {
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)}");
    private static final int WORST = 10;
    private static final int MOST_CROPS = 24;
    private static final int ZOOM = 3;
    private static final int MEGAPIXELS_A_PRICE = 1000;
    private static final int SECONDS_AN_HOUR = 3600;
    private static final String NOTHING = "–";
    private static final String INTERVALS = "with 95 % confidence intervals; then how much";

    public ComparisonPage {
        crops = List.copyOf(crops);
    }

    public String html() {
        return PLACE.matcher(resource("report.html"))
                .replaceAll(place -> Matcher.quoteReplacement(part(place.group(1))));
    }

    private String part(String name) {
        return switch (name) {
            case "title" -> text(comparison.set().name());
            case "look" -> look;
            case "style" -> resource("report.css");
            case "about" -> text(about());
            case "first" -> text(first().name());
            case "intervals" -> comparison.images().size() < Interval.FEWEST ? "how much" : INTERVALS;
            case "means" -> means();
            case "tags" -> tags();
            case "zoom" -> Integer.toString(ZOOM);
            case "crops" -> crops.stream().limit(MOST_CROPS).map(this::figure).collect(Collectors.joining("\n"));
            case "worst" -> worst();
            case "failures" -> failures();
            case "script" -> resource("report.js");
            default -> throw new IllegalStateException("report.html names no such thing: " + name);
        };
    }

    private Candidate first() {
        return comparison.candidates().getFirst();
    }

    private String about() {
        return "%d images; %s."
                .formatted(comparison.images().size(), comparison.task().words());
    }

    /// A table of means with a row for each measure: there may be more measures than recipes, and a page is
    /// higher than wide.
    private String means() {
        var head = Stream.concat(
                        Stream.of("Measure"), comparison.candidates().stream().map(Candidate::name))
                .toList();
        var measured = comparison.measures().stream()
                .map(measure -> row(Numbers.heading(measure), candidate -> mean(candidate, measure, Optional.empty())));
        var speed = row("MP/s", candidate -> plain(comparison.megapixelsPerSecond(candidate), 2));
        var prices =
                pricePerHour.stream().mapToObj(price -> row("Price of 1,000 MP", candidate -> price(candidate, price)));
        var rows = Stream.of(measured, Stream.of(speed), prices)
                .flatMap(found -> found)
                .toList();
        return table("All images", head, rows);
    }

    private String row(String heading, Function<Candidate, String> cell) {
        return "<th scope=\"row\">%s</th>%s"
                .formatted(
                        text(heading),
                        comparison.candidates().stream().map(cell).collect(Collectors.joining()));
    }

    private String price(Candidate candidate, double anHour) {
        double speed = comparison.megapixelsPerSecond(candidate);
        return plain(speed > 0 ? MEGAPIXELS_A_PRICE / speed / SECONDS_AN_HOUR * anHour : 0, 3);
    }

    private static String plain(double number, int digits) {
        return "<td>%s</td>".formatted(number > 0 ? String.format(Locale.ROOT, "%." + digits + "f", number) : NOTHING);
    }

    private String mean(Candidate candidate, Measure measure, Optional<String> tag) {
        var mean = comparison.mean(candidate, measure, tag);
        if (mean.isEmpty()) {
            return "<td>%s</td>".formatted(NOTHING);
        }
        var gain = candidate.equals(first())
                ? Optional.<Interval>empty()
                : comparison.gain(candidate, first(), measure, tag);
        var kind = gain.filter(interval -> !interval.excludesZero()).isPresent()
                ? " class=\"chance\""
                : isBest(candidate, measure, tag) ? " class=\"best\"" : "";
        return "<td%s>%s%s%s</td>"
                .formatted(
                        kind,
                        Numbers.value(mean.get().mean(), measure),
                        small(Numbers.range(mean.get(), measure)),
                        gain.map(interval -> gain(interval, measure)).orElse(""));
    }

    private static String gain(Interval gain, Measure measure) {
        var range = gain.images() < Interval.FEWEST ? "" : "(%s)".formatted(Numbers.range(gain, measure));
        return small(Numbers.meanGain(gain, measure)) + small(range);
    }

    private static String small(String text) {
        return text.isEmpty() ? "" : "<small>%s</small>".formatted(text.replace(" to ", "&nbsp;to&nbsp;"));
    }

    private boolean isBest(Candidate candidate, Measure measure, Optional<String> tag) {
        return comparison.candidates().size() > 1
                && comparison.candidates().stream()
                        .filter(other -> comparison.mean(other, measure, tag).isPresent())
                        .max(Comparator.comparingDouble(other -> Numbers.gain(
                                measure,
                                comparison
                                        .mean(other, measure, tag)
                                        .orElseThrow()
                                        .mean(),
                                0)))
                        .equals(Optional.of(candidate));
    }

    private String tags() {
        if (comparison.tags().isEmpty()) {
            return "";
        }
        var measure = comparison.measures().getFirst();
        var head = Stream.concat(
                        Stream.of("Tag", "Images"),
                        comparison.candidates().stream().map(Candidate::name))
                .toList();
        var rows = comparison.tags().stream()
                .map(tag -> "<th scope=\"row\">%s</th><td>%d</td>%s"
                        .formatted(
                                text(tag),
                                comparison.trials().stream()
                                        .filter(trial -> trial.tags().contains(tag))
                                        .map(Trial::image)
                                        .distinct()
                                        .count(),
                                comparison.candidates().stream()
                                        .map(candidate -> mean(candidate, measure, Optional.of(tag)))
                                        .collect(Collectors.joining())))
                .toList();
        return """
                <section>
                <h2 id="tags">%s by what is to be seen</h2>
                %s
                </section>
                """.formatted(text(Numbers.name(measure)), table("By tag", head, rows));
    }

    private static String table(String label, List<String> head, List<String> rows) {
        return """
                <div class="table" tabindex="0" role="region" aria-label="%s"><table>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """.formatted(
                        text(label),
                        head.stream()
                                .map(cell -> "<th scope=\"col\">%s</th>"
                                        .formatted(text(cell).replace("+", "+<wbr>")))
                                .collect(Collectors.joining()),
                        rows.stream().map("<tr>%s</tr>\n"::formatted).collect(Collectors.joining()));
    }

    private String figure(Crop crop) {
        var names = Stream.of(
                        comparison.candidates().stream().map(Candidate::name), Stream.of(Crop.REFERENCE, Crop.SOURCE))
                .flatMap(found -> found)
                .filter(crop.pictures()::containsKey)
                .toList();
        var pictures = JsonNodeFactory.instance.objectNode();
        names.forEach(name -> pictures.put(
                name,
                "data:image/png;base64,"
                        + Base64.getEncoder()
                                .encodeToString(
                                        Objects.requireNonNull(crop.pictures().get(name)))));
        return """
                <figure>
                <div class="pair"><img class="right" alt=""><img class="left" alt=""><div class="line"></div>\
                <input type="range" min="0" max="100" value="50" step="1" aria-label="Line over %s"></div>
                <div class="sides">%s%s</div>
                <figcaption>%s <small>at %d, %d</small><br>%s</figcaption>
                <script type="application/json">%s</script>
                </figure>""".formatted(
                        text(crop.image()),
                        select("Left", names, 0),
                        select("Right", names, Math.min(1, names.size() - 1)),
                        text(crop.image()),
                        crop.x(),
                        crop.y(),
                        crop.tags().stream()
                                .map(tag -> "<span class=\"tag\">%s</span>".formatted(text(tag)))
                                .collect(Collectors.joining()),
                        // No name in it can end the script that it stands in.
                        pictures.toString().replace("<", "\\u003c"));
    }

    private static String select(String label, List<String> names, int chosen) {
        var options = new StringBuilder();
        for (int number = 0; number < names.size(); number++) {
            options.append(
                    "<option%s>%s</option>".formatted(number == chosen ? " selected" : "", text(names.get(number))));
        }
        return "<label>%s<select>%s</select></label>".formatted(label, options);
    }

    private String failures() {
        if (comparison.failures().isEmpty()) {
            return "";
        }
        return """
                <section>
                <h2 id="failures">What failed</h2>
                <p class="quiet">A mean is over the images of which there is a result, a gain over those of which both have one.</p>
                %s
                </section>
                """.formatted(table(
                "What failed",
                List.of("Image", "Recipe", "Why"),
                comparison.failures().stream()
                        .map(failure -> "<th scope=\"row\">%s</th><td>%s</td><td>%s</td>"
                                .formatted(text(failure.image()), text(failure.recipe()), text(failure.reason())))
                        .toList()));
    }

    private String worst() {
        var measure = comparison.measures().getFirst();
        return comparison.candidates().stream()
                .map(candidate -> """
                        <section>
                        <h2>The worst of %s</h2>
                        %s
                        </section>
                        """.formatted(
                                text(candidate.name()),
                                table(
                                        "The worst of " + candidate.name(),
                                        List.of(
                                                "Image",
                                                Numbers.heading(measure),
                                                "Better than " + first().name() + " by",
                                                "Tags"),
                                        comparison.worst(candidate, measure, WORST).stream()
                                                .map(worst -> row(worst, measure, candidate.equals(first())))
                                                .toList())))
                .collect(Collectors.joining());
    }

    private static String row(Comparison.Worst worst, Measure measure, boolean isFirst) {
        var trial = worst.trial();
        return "<th scope=\"row\">%s</th><td>%s</td><td>%s</td><td>%s</td>"
                .formatted(
                        text(trial.image()),
                        Numbers.value(trial.scores().getOrDefault(measure.id(), Double.NaN), measure),
                        isFirst ? NOTHING : Numbers.value(worst.gain(), measure),
                        text(String.join(", ", trial.tags())));
    }

    /// Escapes text, as names come from strangers' files.
    private static String text(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(ComparisonPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
