package dev.azulejo.core.option;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The values that an option takes, and the message about one that it does not take.
///
/// @param expected such a value in words, as in `a whole number from 1 to 100`
/// @param reader what a value means; nothing for one that is not taken
/// @param complaint what is wrong with a value that is not taken, in words that follow the option's name
/// @param schema of such a value in JSON, as JSON Schema has it
public record Values<T>(
        String expected,
        Function<OptionValue, Optional<T>> reader,
        Function<OptionValue, String> complaint,
        Map<String, Object> schema) {
    private static final int MOST_STEPS = 8;

    public Values {
        schema = Map.copyOf(schema);
    }

    public Optional<T> read(OptionValue value) {
        return reader.apply(value);
    }

    /// Says what is wrong with a value; empty if it is valid.
    public Optional<String> refusal(OptionValue value) {
        return read(value).isPresent() ? Optional.empty() : Optional.of(complaint.apply(value));
    }

    static Values<Integer> whole(int least, int most) {
        var expected = "a whole number from %d to %d".formatted(least, most);
        Function<OptionValue, Optional<Integer>> number = value -> Optional.of(value)
                .filter(given -> given.mayBeWholeNumber() && given.word().matches("[0-9]{1,9}"))
                .map(given -> Integer.valueOf(given.word()));
        return new Values<>(
                expected,
                value -> number.apply(value).filter(given -> given >= least && given <= most),
                value -> "is %s, not %s"
                        .formatted(number.apply(value).map(String::valueOf).orElseGet(value::quoted), expected),
                Map.of("type", "integer", "minimum", least, "maximum", most));
    }

    static <T> Values<T> above0(int most, Function<String, T> parser) {
        return of(
                "a number above 0 and up to %d".formatted(most),
                value -> Optional.of(value)
                        .filter(given -> given.mayBeNumber() && given.word().matches("[0-9]{1,6}(\\.[0-9]{1,6})?"))
                        .map(OptionValue::word)
                        .filter(word -> Double.parseDouble(word) > 0 && Double.parseDouble(word) <= most)
                        .map(parser),
                Map.of("type", "number", "exclusiveMinimum", 0, "maximum", most));
    }

    /// Values that are a number above 0; text may also be written as `2x`.
    static Values<Factor> times(int most) {
        var number = above0(most, Factor::parse);
        return new Values<>(
                number.expected(),
                value -> number.read(
                        value.kind() == OptionValue.Kind.METADATA
                                ? OptionValue.metadata(value.word().replaceFirst("(?<=[0-9])[xX×]$", ""))
                                : value),
                number.complaint(),
                number.schema());
    }

    static <T> Values<T> oneOf(T[] all, Function<T, String> text) {
        return words(
                Arrays.stream(all).map(text).toList(),
                word -> Arrays.stream(all)
                        .filter(one -> text.apply(one).equals(word))
                        .findFirst(),
                "does not exist");
    }

    /// @param why there are no others, as in `does not exist`
    static <T> Values<T> words(List<String> words, Function<String, Optional<T>> parser, String why) {
        var all = String.join(", ", words);
        return new Values<>(
                "one of " + all,
                value -> value.isText() ? parser.apply(value.word()) : Optional.empty(),
                value -> value.isText()
                        ? "is '%s', which %s%s; there are %s"
                                .formatted(
                                        OptionValue.shown(value.word()), why, Suggestion.of(value.word(), words), all)
                        : "is not a text in quotes; there are " + all,
                Map.of("enum", words));
    }

    static <T> Values<T> text(String expected, Function<String, Optional<T>> parser) {
        return of(
                expected,
                value -> value.isText() ? parser.apply(value.text()) : Optional.empty(),
                Map.of("type", "string"));
    }

    /// Values that are a number of bytes; a thousand is 1,000, as in rules of shops and forms.
    static Values<Long> bytes() {
        return of(
                "a number of bytes such as 500000, 500k or 2M",
                value -> Bytes.parse(value.word()),
                Map.of("type", List.of("integer", "string"), "minimum", 1));
    }

    /// Values that are names in a text such as `a, b`, or in a list such as `["a","b"]`.
    static Values<List<String>> models() {
        return new Values<>(
                "names of models such as \"cunet-denoise1, span-x2\"",
                value -> Optional.of(parts(value)).filter(given -> areNames(given) && given.size() <= MOST_STEPS),
                value -> areNames(parts(value))
                        ? "has %d models; at most %d run one after another"
                                .formatted(parts(value).size(), MOST_STEPS)
                        : "is %s, not names of models such as \"cunet-denoise1, span-x2\"".formatted(value.quoted()),
                listSchema(MOST_STEPS, Map.of("type", "string")));
    }

    /// The schema of a list, in the order in which it is written into files.
    static Map<String, Object> listSchema(int most, Map<String, Object> item) {
        return Map.of(
                "type", List.of("string", "array"), "items", new TreeMap<>(item), "minItems", 1, "maxItems", most);
    }

    private static boolean areNames(List<String> names) {
        return !names.isEmpty() && names.stream().allMatch(name -> name.matches("[a-z0-9][a-z0-9.-]*"));
    }

    /// The parts of a text such as `a, b`, or of a list such as `["a","b"]`; empty for any other value.
    static List<String> parts(OptionValue value) {
        boolean isList =
                value.kind() == OptionValue.Kind.OTHER && value.word().matches("\\[\"[^\"\\\\]*\"(,\"[^\"\\\\]*\")*]");
        if (!isList && !value.isText()) {
            return List.of();
        }
        var all = isList ? value.word().replaceAll("[\\[\\]\"]", "") : value.word();
        return Arrays.stream(all.split(",", -1)).map(String::strip).toList();
    }

    private static <T> Values<T> of(
            String expected, Function<OptionValue, Optional<T>> reader, Map<String, Object> schema) {
        return new Values<>(expected, reader, value -> "is %s, not %s".formatted(value.quoted(), expected), schema);
    }

    /// Returns these values with another message.
    Values<T> saying(Function<OptionValue, String> newComplaint) {
        return new Values<>(expected, reader, newComplaint, schema);
    }
}
