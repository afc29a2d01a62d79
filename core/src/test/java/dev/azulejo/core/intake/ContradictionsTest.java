package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.Rule;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeOptions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Each rule of [Rules] refuses what it says, and nothing else.
class ContradictionsTest {
    private static final Map<Option<?>, String> SAMPLES = Map.of(
            OptionTable.SCALE, "3",
            SizeOptions.WIDTH, "100",
            SizeOptions.HEIGHT, "100",
            SizeOptions.PERCENT, "50",
            SizeOptions.AT_LEAST, "100",
            SizeOptions.PRINT, "A4",
            SizeOptions.CANVAS, "9x9");

    private final Options options = new Options(new SampleModels());

    static Stream<Arguments> rivals() {
        return Rules.ALL.stream()
                .flatMap(rule -> rule instanceof Rule.Rivals(var option, var others)
                        ? others.stream().map(other -> Arguments.of(option, other))
                        : Stream.of());
    }

    @ParameterizedTest
    @MethodSource("rivals")
    void rivalsAreNotSaidTogether(Option<?> option, Option<?> other) {
        options.add(
                "side",
                OptionsTest.said(
                        "%s=%s %s=%s".formatted(option.name(), SAMPLES.get(option), other.name(), SAMPLES.get(other))));
        options.fallBack();
        assertThat(options.problems())
                .containsExactly("side: %s is %s and %s is %s: both say how large the result becomes; leave one out"
                        .formatted(option.name(), SAMPLES.get(option), other.name(), SAMPLES.get(other)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            scale=2 width=100                     |
            width=100 height=100 fit=cover        |
            print=a4 fit=fill                     |
            canvas=9x9 background=black           |
            print=a4 background=black             |
            canvas=9x9 width=5                    |
            recipe=resize percent=50              |
            recipe=resize scale=2.5               |
            width=100 fit=cover                   | fit is cover, which needs a box: give width and height, or print
            canvas=9x9 width=5 height=5           | canvas is 9x9, but width and height are a box already; leave one of the three out
            width=5 background=black              | background is black, but no result has room for it; give canvas, print or fit contain
            wrap=both width=100                   |
            wrap=across width=9 height=9 fit=fill |
            wrap=both also=100w.webp              |
            wrap=both canvas=9x9                  | wrap is both, but canvas, print and a fit of contain or cover put something around the image or cut some of it off, so that its edges do not meet; leave them out, or wrap
            wrap=down print=a4 fit=fill           | wrap is down, but canvas, print and a fit of contain or cover put something around the image or cut some of it off, so that its edges do not meet; leave them out, or wrap
            wrap=both width=9 height=9 fit=cover  | wrap is both, but canvas, print and a fit of contain or cover put something around the image or cut some of it off, so that its edges do not meet; leave them out, or wrap
            wrap=both also=a4.tiff                | wrap is both, but canvas, print and a fit of contain or cover put something around the image or cut some of it off, so that its edges do not meet; leave them out, or wrap
            recipe=resize                         | recipe is resize, which needs a size; give scale, width, height, percent, at-least, canvas or print
            recipe=resize scale=1                 | recipe is resize, which needs a size; give scale, width, height, percent, at-least, canvas or print
            """)
    void anOptionHasWhatItNeeds(String said, String problem) {
        options.add("", OptionsTest.said(said));
        options.fallBack();
        assertThat(String.join("\n", options.problems())).isEqualTo(problem == null ? "" : problem);
    }
}
