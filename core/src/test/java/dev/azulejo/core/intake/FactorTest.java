package dev.azulejo.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.model.SampleModels;
import dev.azulejo.core.resize.TargetSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FactorTest {
    private final Options options = new Options(new SampleModels());

    /// By the models' own scale, or else by a size in percent, which they come to be reduced to.
    @ParameterizedTest
    @CsvSource({
        "recipe=auto     scale=2,       2",
        "recipe=auto     scale=4.0,     4",
        "recipe=auto     scale=3,       300 %",
        "recipe=auto     scale=2.3,     230 %",
        "recipe=auto     scale=6,       600 %",
        "recipe=auto     scale=0.5,     50 %",
        "recipe=auto     scale=1,       100 %",
        "recipe=photo-x4 scale=3,       300 %",
        "recipe=photo-x4 scale=6,       600 %",
        "recipe=photo-x2 scale=1.5,     150 %",
        "recipe=detail-x4 scale=2,      200 %",
        "recipe=resize   scale=2.5,     250 %",
        "steps=span-x4   scale=4,       4",
        "steps=span-x4   scale=3,       300 %",
        "'steps=span-x2,span-x2 scale=2.5', 250 %"
    })
    void anyFactorIsAScaleOfTheModelsOrASize(String said, String wanted) {
        options.add("side", OptionsTest.said(said));
        assertThat(options.problems()).isEmpty();
        var its = options.wanted("none");
        var percent = its.main().target().map(TargetSize::percent).map("%.0f %%"::formatted);
        assertThat(its.scale().map(String::valueOf).or(() -> percent)).contains(wanted);
        assertThat(its.scale().isPresent() && its.main().target().isPresent()).isFalse();
    }

    @Test
    void aFactorIsExactInPercent() {
        options.add("side", OptionsTest.said("recipe=auto scale=2.3"));
        assertThat(options.wanted("none").main().target().map(TargetSize::percent))
                .contains(230.0);
    }

    @Test
    void aFactorAndASizeAreOneTooMany() {
        options.add("side", OptionsTest.said("recipe=auto scale=3 width=900"));
        assertThat(options.problems())
                .containsExactly(
                        "side: scale is 3 and width is 900: both say how large the result becomes; leave one out");
        var own = new Options(new SampleModels());
        own.add("side", OptionsTest.said("recipe=auto scale=4 width=900"));
        assertThat(own.problems()).isEmpty();
    }
}
