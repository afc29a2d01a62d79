package dev.azulejo.inference.graph;

import static dev.azulejo.inference.TestImages.largestDifference;
import static dev.azulejo.inference.ladder.PreciseConvolutionsTest.answer;
import static dev.azulejo.inference.ladder.PreciseConvolutionsTest.weights;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Sides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ToldSidesTest {
    /// The result equals that of a model for the kind of tile to the bit.
    @ParameterizedTest
    @MethodSource("dev.azulejo.inference.graph.ShrinkingGraphTest#sides")
    void aModelThatIsToldItsSidesShrinksAsOneOfThatKind(Sides inner) throws Exception {
        var weights = weights("cunet-denoise0");
        var told = ToldSides.of(weights).orElseThrow();
        assertThat(largestDifference(
                        answer(told, inner, true), answer(ShrinkingGraph.within(weights, inner), inner, false)))
                .isZero();
        assertThat(weights).as("what was given").isEqualTo(weights("cunet-denoise0"));
    }

    @Test
    void aModelWhoseConvolutionsPadCannotBeTold() throws IOException {
        assertThat(ToldSides.of(weights("span-x2"))).isEmpty();
        assertThat(ToldSides.of(weights("ffdnet"))).isEmpty();
        assertThat(ToldSides.of("no model".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(ToldSides.of(new byte[0])).isEmpty();
    }
}
