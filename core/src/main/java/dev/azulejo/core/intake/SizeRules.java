package dev.azulejo.core.intake;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.port.OptionValue.Kind;
import dev.azulejo.core.resize.Background;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.core.resize.Paper;
import dev.azulejo.core.resize.TargetSize;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which values the options may have that say how large a result becomes, in pixels, on paper or in bytes, and what
/// they come to. Pure.
final class SizeRules {
    /// A side of more is longer than any format's but those of pyramids.
    private static final int MOST_PIXELS = 10_000_000;

    private static final double MOST_PERCENT = 10_000;
    private static final double MOST_DOTS_PER_INCH = 10_000;
    private static final Pattern BOX = Pattern.compile("([0-9]{1,8})x([0-9]{1,8})");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,12})(k|m|kb|mb|kib|mib)?");

    private SizeRules() {}

    /// What is wrong with the value of such an option; nothing when it is right.
    static Optional<String> refusal(String name, OptionValue value) {
        return switch (name) {
            case OptionRules.FIT ->
                OptionRules.wordRefusal(
                        value,
                        Arrays.stream(Fit.values()).map(Fit::text).toList(),
                        word -> Fit.parse(word).isPresent(),
                        "does not exist");
            case OptionRules.PERCENT -> decimalRefusal(value, MOST_PERCENT);
            case OptionRules.DPI -> decimalRefusal(value, MOST_DOTS_PER_INCH);
            case OptionRules.CANVAS ->
                textRefusal(value, text -> box(text).isPresent(), "a size in pixels such as 2000x2000");
            case OptionRules.PRINT ->
                textRefusal(
                        value,
                        text -> Paper.parse(text).isPresent(),
                        "a paper such as A2, letter, 420x594mm or 16x20in");
            case OptionRules.BACKGROUND ->
                textRefusal(
                        value,
                        text -> Background.parse(text).isPresent(),
                        "a colour such as white, black, transparent, #f0f0f0 or #ffffff80");
            case OptionRules.MAX_BYTES ->
                bytes(value.text()).isPresent()
                        ? Optional.empty()
                        : wrong(value, "a number of bytes such as 500000, 500k or 2M");
            default -> OptionRules.numberRefusal(value, 1, MOST_PIXELS);
        };
    }

    static Optional<String> decimalRefusal(OptionValue value, double most) {
        var text = value.text().strip();
        boolean isNumber = value.kind() != Kind.TEXT && text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?");
        double number = isNumber ? Double.parseDouble(text) : 0;
        return number > 0 && number <= most
                ? Optional.empty()
                : wrong(value, "a number above 0 and up to %.0f".formatted(most));
    }

    private static Optional<String> textRefusal(OptionValue value, Predicate<String> reads, String expected) {
        return OptionRules.isText(value) && reads.test(value.text()) ? Optional.empty() : wrong(value, expected);
    }

    private static Optional<String> wrong(OptionValue value, String expected) {
        return Optional.of("is %s, not %s".formatted(OptionRules.quoted(value), expected));
    }

    private static Optional<Size> box(String text) {
        var box = BOX.matcher(text.strip());
        if (!box.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(box.group(1));
        int height = Integer.parseInt(box.group(2));
        boolean fits = Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_PIXELS;
        return fits ? Optional.of(new Size(width, height)) : Optional.empty();
    }

    /// Thousands are 1,000, as file sizes in rules of shops and forms are.
    static OptionalLong bytes(String text) {
        var bytes = BYTES.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!bytes.matches()) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(bytes.group(1));
        var unit = bytes.group(2);
        long factor = unit == null ? 1 : unit.startsWith("k") ? 1_000 : 1_000_000;
        if (unit != null && unit.endsWith("ib")) {
            factor = unit.startsWith("k") ? 1 << 10 : 1 << 20;
        }
        return number > 0 && number <= Long.MAX_VALUE / factor
                ? OptionalLong.of(number * factor)
                : OptionalLong.empty();
    }

    /// The size that right values ask for; nothing where none of them says anything of it.
    ///
    /// @param given text of an option; null where nobody gave it
    static Optional<TargetSize> target(Function<String, @Nullable String> given) {
        boolean isSaid = OptionRules.SIZES.stream().anyMatch(name -> given.apply(name) != null);
        if (!isSaid && given.apply(OptionRules.DPI) == null) {
            return Optional.empty();
        }
        return Optional.of(new TargetSize(
                number(given, OptionRules.WIDTH),
                number(given, OptionRules.HEIGHT),
                decimal(given, OptionRules.PERCENT),
                number(given, OptionRules.AT_LEAST),
                parsed(given, OptionRules.PRINT, Paper::parse),
                Optional.ofNullable(parsed(given, OptionRules.FIT, Fit::parse)).orElse(Fit.INSIDE),
                parsed(given, OptionRules.CANVAS, SizeRules::box),
                Optional.ofNullable(parsed(given, OptionRules.BACKGROUND, Background::parse))
                        .orElse(Background.WHITE),
                decimal(given, OptionRules.DPI)));
    }

    private static @Nullable Integer number(Function<String, @Nullable String> given, String name) {
        var text = given.apply(name);
        return text == null ? null : Integer.valueOf(text);
    }

    private static @Nullable Double decimal(Function<String, @Nullable String> given, String name) {
        var text = given.apply(name);
        return text == null ? null : Double.valueOf(text);
    }

    private static <T> @Nullable T parsed(
            Function<String, @Nullable String> given, String name, Function<String, Optional<T>> parser) {
        var text = given.apply(name);
        return text == null ? null : parser.apply(text).orElse(null);
    }
}
