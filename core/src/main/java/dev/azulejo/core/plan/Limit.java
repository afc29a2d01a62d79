package dev.azulejo.core.plan;

import dev.azulejo.core.job.Outcome.Reason;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What is limited, with the value that holds where nobody sets another. `docs/limits.md` explains them.
public enum Limit {
    PIXELS(1_000_000_000L, Unit.COUNT, Reason.TOO_MANY_PIXELS),
    SIDE(300_000, Unit.COUNT, Reason.SIDE_TOO_LONG),
    PAGES(10_000, Unit.COUNT, Reason.TOO_MANY_PAGES),
    FILE(16L << 30, Unit.BYTES, Reason.FILE_TOO_LONG),
    EXPANSION(3_200, Unit.COUNT, Reason.EXPANDS_TOO_MUCH),
    METADATA(4L << 20, Unit.BYTES, Reason.TOO_MUCH_METADATA),
    MEMORY(1L << 30, Unit.BYTES, Reason.DECODER_MEMORY),
    RESULT_PIXELS(4_000_000_000L, Unit.COUNT, Reason.RESULT_TOO_MANY_PIXELS),
    RESULT_BYTES(16L << 30, Unit.BYTES, Reason.RESULT_TOO_MANY_BYTES),
    TIME(7 * 24 * 3_600, Unit.SECONDS, Reason.TAKES_TOO_LONG);

    /// Metadata travels in the manifest, of which every function reads the whole.
    private static final long MOST_METADATA = 64L << 20;

    private static final Pattern VALUE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?(?:e[0-9]{1,2})?)([a-z]*)");

    private final long standard;
    private final Unit unit;
    private final Reason reason;

    Limit(long standard, Unit unit, Reason reason) {
        this.standard = standard;
        this.unit = unit;
        this.reason = reason;
    }

    private enum Unit {
        COUNT("such as 2000000, 2e6 or 2M"),
        BYTES("such as 1500M or 1.5GiB"),
        SECONDS("such as 90m, 36h or 2d");

        private final String examples;

        Unit(String examples) {
            this.examples = examples;
        }

        /// How many of them a suffix stands for; empty for one that does not exist.
        OptionalLong factor(String suffix) {
            return switch (this) {
                case COUNT -> factor(suffix, "kmg", 1_000);
                case BYTES ->
                    suffix.endsWith("ib")
                            ? factor(suffix.substring(0, suffix.length() - 2), "kmgt", 1_024)
                            : factor(suffix.replaceAll("b$", ""), "kmgt", 1_000);
                case SECONDS ->
                    switch (suffix) {
                        case "", "s" -> OptionalLong.of(1);
                        case "m", "min" -> OptionalLong.of(60);
                        case "h" -> OptionalLong.of(3_600);
                        case "d" -> OptionalLong.of(24 * 3_600);
                        default -> OptionalLong.empty();
                    };
            };
        }

        private static OptionalLong factor(String suffix, String letters, long base) {
            int power = suffix.isEmpty() ? 0 : letters.indexOf(suffix) + 1;
            boolean known = suffix.isEmpty() || (suffix.length() == 1 && power > 0);
            return known ? OptionalLong.of(Math.powExact(base, power)) : OptionalLong.empty();
        }
    }

    /// Pixels, bytes, seconds, or a plain number.
    public long standard() {
        return standard;
    }

    /// Why what exceeds it is refused.
    public Reason reason() {
        return reason;
    }

    /// Its name as an option, without the hyphens before it, such as `max-pixels`.
    public String option() {
        return "max-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its name in an environment, such as `AZULEJO_MAX_PIXELS`.
    public String variable() {
        return "AZULEJO_MAX_" + name();
    }

    /// The value that a text states: a number with or without a suffix, where `k`, `M`, `G` and `T` count thousands,
    /// `KiB`, `MiB`, `GiB` and `TiB` count 1,024, and time has `s`, `m`, `h` and `d`.
    ///
    /// @return empty when it is no such text, or not above 0
    public OptionalLong parse(String text) {
        var matcher = VALUE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        var factor = unit.factor(matcher.group(2));
        if (factor.isEmpty()) {
            return OptionalLong.empty();
        }
        double value = Double.parseDouble(matcher.group(1)) * factor.getAsLong();
        return value >= 1 && value <= most() ? OptionalLong.of((long) value) : OptionalLong.empty();
    }

    private double most() {
        return switch (this) {
            case SIDE, PAGES -> Integer.MAX_VALUE;
            case METADATA -> MOST_METADATA;
            default -> 1e18;
        };
    }

    /// What is wrong with a text that should state a value, in words that follow the name it has.
    public Optional<String> refusal(String text) {
        return parse(text).isPresent()
                ? Optional.empty()
                : Optional.of("is '%s', not a number above 0 and up to %.4g, %s"
                        .formatted(text.strip(), most(), unit.examples));
    }
}
