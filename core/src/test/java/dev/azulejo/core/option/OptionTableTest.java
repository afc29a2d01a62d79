package dev.azulejo.core.option;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionValue.Kind;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every row, and the ends of every range.
class OptionTableTest {
    static List<Option<?>> rows() {
        return OptionTable.of(Audience.EVERYBODY, Audience.values());
    }

    @Test
    void eachNameStandsOnce() {
        assertThat(rows()).extracting(Option::name).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z-]+"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRowTellsPeopleOfIt(Option<?> row) {
        assertThat(row.help()).endsWith(".").doesNotContain("%");
        assertThat(row.words().meaning()).isNotBlank();
        assertThat(row.words().label()).isNotBlank();
        assertThat(OptionTable.named(row.name())).contains(row);
    }

    /// Of ranges, each end and the next value outside, as a number and as metadata.
    static Stream<Arguments> ends() {
        return rows().stream()
                .filter(row -> row.values().schema().containsKey("maximum"))
                .flatMap(row -> {
                    var schema = row.values().schema();
                    long most = end(row, "maximum");
                    boolean isWhole = schema.containsKey("minimum");
                    long least = isWhole ? end(row, "minimum") : 0;
                    return Stream.of(
                            Arguments.of(row, isWhole ? String.valueOf(least) : "0.000001", true),
                            Arguments.of(row, isWhole ? String.valueOf(least - 1) : "0", false),
                            // nine digits are enough for everybody
                            Arguments.of(row, String.valueOf(Math.min(most, 999_999_999)), true),
                            Arguments.of(row, isWhole ? String.valueOf(most + 1) : most + ".000001", false));
                });
    }

    private static long end(Option<?> row, String name) {
        return ((Number) Objects.requireNonNull(row.values().schema().get(name))).longValue();
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aRangeHasTheEndsThatItStates(Option<?> row, String text, boolean isTaken) {
        var kind = text.contains(".") ? Kind.OTHER : Kind.WHOLE_NUMBER;
        for (var value : List.of(new OptionValue(kind, text), OptionValue.metadata(" " + text + " "))) {
            assertThat(row.values().refusal(value).isEmpty()).isEqualTo(isTaken);
        }
        assertThat(row.values().refusal(OptionValue.text(text)))
                .as("a number in quotes")
                .isPresent();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachWordThatIsListedIsTakenAndNoOther(Option<?> row) {
        if (row.values().schema().get("enum") instanceof List<?> words) {
            assertThat(words)
                    .allSatisfy(word -> assertThat(row.values().refusal(OptionValue.text("" + word)))
                            .isEmpty());
            assertThat(row.values().refusal(OptionValue.text("no-such-word")))
                    .hasValueSatisfying(
                            refusal -> assertThat(refusal).contains("no-such-word", "; there are " + words.get(0)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            canvas     | 1x1                 | 10000001x1
            canvas     | 10000000x10000000   | 0x10
            print      | a2                  | A99
            print      | 16x20in             | 16x20
            background | #ffffff80           | #fffff
            background | Transparent         | grue
            max-bytes  | 1                   | 0
            max-bytes  | 2MiB                | 2G
            steps      | span-x2,ffdnet       | span-x2,
            steps      | a,b,c,d,e,f,g,h     | a,b,c,d,e,f,g,h,i
            also       | 1200w.webp          | 0w.webp
            also       | A2.TIFF             | 1200w
            also       | jpg                 | gif
            pages      | all                 | 0
            pages      | 999999              | 1000000
            """)
    void aTextIsTakenOrRefusedByItsForm(String name, String taken, String refused) {
        var values = OptionTable.named(name).orElseThrow().values();
        assertThat(values.refusal(OptionValue.metadata(taken))).isEmpty();
        assertThat(values.refusal(OptionValue.metadata(refused)))
                .hasValueSatisfying(refusal -> assertThat(refusal).matches("(is|has) .*"));
    }

    @Test
    void whatHoldsWithoutAnOptionIsSaidOnce() {
        assertThat(Chosen.NOTHING.or(OptionTable.QUALITY)).isEqualTo(92);
        assertThat(Chosen.NOTHING.or(OptionTable.COLOUR)).isEmpty();
        assertThat(Chosen.NOTHING.with(OptionTable.QUALITY, 7).or(OptionTable.QUALITY))
                .isEqualTo(7);
        assertThat(OptionTable.QUALITY.help()).isEqualTo("Quality of JPEG, WebP and AVIF; 92 by default.");
    }

    @Test
    void rivalsAreSaidOnceForEachTwo() {
        var pairs = Rules.ALL.stream()
                .flatMap(rule -> rule instanceof Rule.Rivals(var option, var others)
                        ? others.stream()
                                .map(other -> Stream.of(option.name(), other.name())
                                        .sorted()
                                        .toList())
                        : Stream.of())
                .toList();
        assertThat(pairs).doesNotHaveDuplicates().hasSize(16);
    }
}
