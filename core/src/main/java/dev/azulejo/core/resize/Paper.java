package dev.azulejo.core.resize;

import dev.azulejo.core.pixels.Density;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A size of paper in millimetres; a named one has its short side first. (ISO 216; ANSI/ASME Y14.1)
public record Paper(double width, double height) {
    private static final Map<String, Paper> NAMED = Map.ofEntries(
            Map.entry("a0", new Paper(841, 1189)),
            Map.entry("a1", new Paper(594, 841)),
            Map.entry("a2", new Paper(420, 594)),
            Map.entry("a3", new Paper(297, 420)),
            Map.entry("a4", new Paper(210, 297)),
            Map.entry("a5", new Paper(148, 210)),
            Map.entry("a6", new Paper(105, 148)),
            Map.entry("letter", new Paper(215.9, 279.4)),
            Map.entry("legal", new Paper(215.9, 355.6)),
            Map.entry("tabloid", new Paper(279.4, 431.8)));
    private static final Pattern MEASURES =
            Pattern.compile("([0-9]{1,5}(?:\\.[0-9]{1,3})?)x([0-9]{1,5}(?:\\.[0-9]{1,3})?)(mm|cm|in)");
    private static final Map<String, Double> MM_PER_UNIT = Map.of("mm", 1.0, "cm", 10.0, "in", Density.MM_PER_INCH);

    public Paper {
        if (!(width > 0) || !(height > 0)) {
            throw new IllegalArgumentException("paper has a size, got %s x %s mm".formatted(width, height));
        }
    }

    /// Parses `A2`, `letter`, `420x594mm`, `42x59.4cm` or `16x20in`; empty for any other text.
    public static Optional<Paper> parse(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var named = NAMED.get(lower);
        if (named != null) {
            return Optional.of(named);
        }
        var measures = MEASURES.matcher(lower);
        if (!measures.matches()) {
            return Optional.empty();
        }
        double unit = MM_PER_UNIT.getOrDefault(measures.group(3), 1.0);
        double width = Double.parseDouble(measures.group(1)) * unit;
        double height = Double.parseDouble(measures.group(2)) * unit;
        return width > 0 && height > 0 ? Optional.of(new Paper(width, height)) : Optional.empty();
    }

    /// Returns the paper turned so that its long side lies along that of an image; a square one stays.
    public Paper turnedFor(boolean landscape) {
        double longSide = Math.max(width, height);
        double shortSide = Math.min(width, height);
        return landscape ? new Paper(longSide, shortSide) : new Paper(shortSide, longSide);
    }
}
