package dev.azulejo.core.option;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The forms in which a size is written in one word, by the options that set it: in names of results, and
/// in `also`. The last form whose options are all given names the result.
public enum SizeForm {
    WIDTH("{}w", Slot.WHOLE, "1200w", SizeOptions.WIDTH),
    HEIGHT("{}h", Slot.WHOLE, "800h", SizeOptions.HEIGHT),
    BOX("{}x{}", Slot.WHOLE, "1200x800", SizeOptions.WIDTH, SizeOptions.HEIGHT),
    PERCENT("{}pct", Slot.DECIMAL, "50pct", SizeOptions.PERCENT),
    AT_LEAST("min{}", Slot.WHOLE, "min2000", SizeOptions.AT_LEAST),
    PRINT("{}", Slot.NONE, "a2, letter, 20x30cm, 16x20in", SizeOptions.PRINT),
    /// A canvas, in names alone: `also` takes it for a box.
    CANVAS("{}", Slot.NONE, "", SizeOptions.CANVAS);

    private static final String SLOT = "{}";
    private static final List<SizeForm> OF_ALSO =
            Arrays.stream(values()).filter(form -> !form.example.isEmpty()).toList();

    static final String EXAMPLES = OF_ALSO.stream().map(form -> form.example).collect(Collectors.joining(", "));

    /// The slots of a form: a number, whose size is checked later, or a value of the option.
    private enum Slot {
        WHOLE("([1-9][0-9]*)"),
        DECIMAL("([0-9]+(?:\\.[0-9]+)?)"),
        NONE("(.+)");

        private final String pattern;

        Slot(String pattern) {
            this.pattern = pattern;
        }
    }

    private final String template;
    private final Slot slot;

    @SuppressWarnings("ImmutableEnumChecker") // no list of List.of is ever changed, nor an option
    private final List<Option<?>> options;

    private final String example;

    SizeForm(String template, Slot slot, String example, Option<?>... options) {
        this.template = template;
        this.slot = slot;
        this.example = example;
        this.options = List.of(options);
    }

    /// The word for a size; empty if it follows from the scale.
    ///
    /// @param said an option's value, as it was said
    public static Optional<String> label(Function<Option<?>, Optional<String>> said) {
        return Arrays.stream(values())
                .filter(form -> form.options.stream()
                        .allMatch(option -> said.apply(option).isPresent()))
                .reduce((_, later) -> later)
                .map(form -> form.written(said).toLowerCase(Locale.ROOT));
    }

    private String written(Function<Option<?>, Optional<String>> said) {
        var word = template;
        for (var option : options) {
            word = word.replaceFirst(
                    Pattern.quote(SLOT),
                    Matcher.quoteReplacement(said.apply(option).orElseThrow()));
        }
        return word;
    }

    /// The options that a word stands for, by their names; empty if `also` has no such form.
    static Optional<Map<String, OptionValue>> read(String word) {
        return OF_ALSO.stream().flatMap(form -> form.values(word).stream()).findFirst();
    }

    private Optional<Map<String, OptionValue>> values(String word) {
        var parts = Pattern.compile(template.replace(SLOT, slot.pattern)).matcher(word);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, OptionValue>();
        for (var option : options) {
            values.put(option.name(), OptionValue.metadata(parts.group(values.size() + 1)));
        }
        return Optional.<Map<String, OptionValue>>of(values).filter(_ -> slot != Slot.NONE || isTaken(parts.group(1)));
    }

    private boolean isTaken(String value) {
        return options.getFirst().values().read(OptionValue.metadata(value)).isPresent();
    }
}
