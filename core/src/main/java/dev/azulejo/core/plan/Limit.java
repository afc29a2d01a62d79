package dev.azulejo.core.plan;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// The limits with their defaults. Options of the command, variables of an environment and the table of
/// `docs/limits.md` are made from these rows.
public enum Limit {
    PIXELS(
            1_000_000_000L,
            Unit.COUNT,
            Reason.TOO_MANY_PIXELS,
            "N",
            "Refuse sources with more pixels than this, such as 2e9 or 2G",
            "width times height of a source",
            "header"),
    SIDE(
            300_000,
            Unit.COUNT,
            Reason.SIDE_TOO_LONG,
            "PIXELS",
            "Refuse sources with a side longer than this",
            "its longest side",
            "header"),
    PAGES(
            10_000,
            Unit.COUNT,
            Reason.TOO_MANY_PAGES,
            "N",
            "Refuse sources with more pages or frames than this",
            "pages or frames that a file holds",
            "header"),
    FILE(
            16L << 30,
            Unit.BYTES,
            Reason.FILE_TOO_LONG,
            "BYTES",
            "Refuse source files larger than this, such as 500M",
            "bytes of the file",
            "its length"),
    EXPANSION(
            3_200,
            Unit.COUNT,
            Reason.EXPANDS_TOO_MUCH,
            "N",
            "Refuse sources that decode to more than N times the bytes of their file",
            "decoded bytes for each byte of the file; deflate cannot exceed 1,032, but other codings of flat images can."
                    + " An image of up to 128 MiB decoded may expand without limit: an empty A3 fax page at 600 dpi has"
                    + " 70 MB, and its file a few thousand bytes",
            "header and length"),
    METADATA(
            4L << 20,
            Unit.BYTES,
            Reason.TOO_MUCH_METADATA,
            "BYTES",
            "Refuse sources with more profile and EXIF than this, and leave out XMP",
            "bytes of profile, EXIF, XMP and IPTC together; XMP is the first to be left out, with a warning",
            "header"),
    MEMORY(
            1L << 30,
            Unit.BYTES,
            Reason.DECODER_MEMORY,
            "BYTES",
            "Refuse sources whose decoder needs more memory than this, such as large progressive JPEGs",
            "bytes that a decoder must hold, see below; in a function, by default what its memory leaves",
            "header"),
    RESULT_PIXELS(
            4_000_000_000L,
            Unit.COUNT,
            Reason.RESULT_TOO_MANY_PIXELS,
            "N",
            "Refuse work whose result, or a step towards it, has more pixels than this",
            "width times height of the result, and of the steps towards it: the image as the models enlarge it, and"
                    + " before it is cut to a canvas; of several results also all together",
            "plan"),
    RESULT_BYTES(
            16L << 30,
            Unit.BYTES,
            Reason.RESULT_TOO_MANY_BYTES,
            "BYTES",
            "Refuse work whose results are expected to be larger files than this, all together",
            "estimated bytes of all results of an image; exact for TIFF without compression, otherwise as for the disk below",
            "plan"),
    TIME(
            7 * 24 * 3_600,
            Unit.SECONDS,
            Reason.TAKES_TOO_LONG,
            "TIME",
            "Refuse work that is expected to take longer than this, such as 90m or 12h",
            "estimated time that a job will take; in functions, the time one core would take",
            "plan");

    /// The most bytes of metadata: they travel in the manifest, which every function reads as a whole.
    private static final long MOST_METADATA = 64L << 20;

    private static final Pattern VALUE = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?(?:e[0-9]{1,2})?)([a-z]*)");

    private final long standard;
    private final Unit unit;
    private final Reason reason;
    private final String label;
    private final String help;
    private final String meaning;
    private final String source;

    /// @param label stands for its value in help
    /// @param help of the command, without the default
    /// @param meaning what it limits, for pages
    /// @param source what it is measured on
    Limit(long standard, Unit unit, Reason reason, String label, String help, String meaning, String source) {
        this.standard = standard;
        this.unit = unit;
        this.reason = reason;
        this.label = label;
        this.help = help;
        this.meaning = meaning;
        this.source = source;
    }

    private enum Unit {
        COUNT("such as 2000000, 2e6 or 2M"),
        BYTES("such as 1500M or 1.5GiB"),
        SECONDS("such as 90m, 36h or 2d");

        private final String examples;

        Unit(String examples) {
            this.examples = examples;
        }

        /// The factor that a suffix stands for; empty if there is no such suffix.
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

        /// Writes a value in the largest unit that gives a whole number.
        String text(long value) {
            return switch (this) {
                case COUNT -> text(value, 1_000, "kMG", "");
                case BYTES -> text(value, 1_024, "KMGT", "iB");
                case SECONDS -> value % (24 * 3_600) == 0 ? value / (24 * 3_600) + "d" : value + "s";
            };
        }

        private static String text(long value, long base, String letters, String end) {
            long number = value;
            int power = 0;
            while (power < letters.length() && number % base == 0) {
                number /= base;
                power++;
            }
            return power == 0 ? String.valueOf(number) : number + letters.substring(power - 1, power) + end;
        }

        private static OptionalLong factor(String suffix, String letters, long base) {
            int power = suffix.isEmpty() ? 0 : letters.indexOf(suffix) + 1;
            boolean known = suffix.isEmpty() || (suffix.length() == 1 && power > 0);
            return known ? OptionalLong.of(Math.powExact(base, power)) : OptionalLong.empty();
        }
    }

    /// The default: pixels, bytes, seconds, or a plain number.
    public long standard() {
        return standard;
    }

    /// The default as people write it, such as `16GiB`.
    public String standardText() {
        return unit.text(standard);
    }

    public String label() {
        return label;
    }

    /// The help of its option, in a sentence.
    public String help() {
        return "%s; %s by default.".formatted(help, standardText());
    }

    public String meaning() {
        return meaning;
    }

    /// The source of the value that is compared with the limit.
    public String source() {
        return source;
    }

    public Reason reason() {
        return reason;
    }

    /// The name of its option, without the hyphens before it, such as `max-pixels`.
    public String option() {
        return "max-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name of its environment variable, such as `AZULEJO_MAX_PIXELS`.
    public String variable() {
        return "AZULEJO_MAX_" + name();
    }

    /// Reads a value: a number with or without a suffix, where `k`, `M`, `G` and `T` count thousands,
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

    /// Reads a value into `values`, or reports what is wrong with it.
    ///
    /// @param name of the option or variable that states it
    /// @param values are added to, and so are `problems`
    public void read(String name, String text, Map<Limit, Long> values, Consumer<String> problems) {
        refusal(text).ifPresent(refusal -> problems.accept(name + " " + refusal));
        parse(text).ifPresent(value -> values.put(this, value));
    }

    /// Says what is wrong with a value, in words that follow the name of the option or variable.
    public Optional<String> refusal(String text) {
        return parse(text).isPresent()
                ? Optional.empty()
                : Optional.of("is '%s', not a number above 0 and up to %.4g, %s"
                        .formatted(text.strip(), most(), unit.examples));
    }
}
