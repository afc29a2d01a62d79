package dev.azulejo.inference;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is accepted of answers, however they came.
class LookedAnswerTest {
    @Test
    void rowsThatDoNotAddUpAreNotAccepted() {
        var input = TestImages.noise(16, 16);
        var output = Planes.allocate(16, 16, 3);
        var rounded = new RoundedAnswer();
        var look = new LookedAnswer(rounded, input, output);
        write(output);
        addUp(look, rounded);
        look.accept();
        assertThat(rounded.isThere()).as("without marks").isFalse();
        unmark(rounded);
        look.accept();
        assertThat(rounded.isThere()).isTrue();
        rounded.discard();
        rounded.put(1, 15, 15, 1);
        look.accept();
        assertThat(rounded.isThere()).isFalse();
    }

    @Test
    void allBlackIsNotAcceptedAsItsInputMayNotBe() {
        var rounded = new RoundedAnswer();
        var output = Planes.allocate(16, 16, 3);
        var look = new LookedAnswer(rounded, TestImages.noise(16, 16), output);
        write(output);
        var sums = sums(look);
        for (int row = 0; row < 16; row++) {
            sums.put(row, 0);
        }
        unmark(rounded);
        look.accept();
        assertThat(rounded.isThere()).isFalse();
        sums.put(15, 1);
        rounded.put(2, 15, 15, 1);
        look.accept();
        assertThat(rounded.isThere()).isTrue();
    }

    /// Floats that the tile before has left would be taken for answers, where pixels are marked.
    @ParameterizedTest(name = "from {0}, {1} samples")
    @CsvSource({"0, 768", "272, 16", "752, 16", "767, 1"})
    void floatsThatAreNotAllWrittenAreNotAccepted(int first, int count) {
        var output = Planes.allocate(16, 16, 3);
        var rounded = new RoundedAnswer();
        var input = TestImages.noise(16, 16);
        var look = new LookedAnswer(rounded, input, output);
        addUp(look, rounded);
        unmark(rounded);
        var written = TestImages.noise(16, 16).samples();
        for (int at = 0; at < 768; at++) {
            if (at < first || at >= first + count) {
                output.samples().put(at, written.get(at));
            }
        }
        look.accept();
        assertThat(rounded.isThere()).isFalse();
        assertThat(OutputCheck.find(input, input.bounds(), output)).isEqualTo(NumericsLadder.Finding.NOT_FINITE);
        write(output);
        look.accept();
        assertThat(rounded.isThere()).isTrue();
    }

    private static void write(Planes output) {
        output.samples().put(0, new float[output.planeLength() * output.bands()]);
    }

    private static FloatBuffer sums(LookedAnswer look) {
        return ((Tensor.Floats) requireNonNull(look.results().get("azulejo_sums"))).samples();
    }

    /// One sample of each row is white, and says so.
    private static void addUp(LookedAnswer look, RoundedAnswer rounded) {
        var sums = sums(look);
        for (int row = 0; row < 16; row++) {
            rounded.put(2, 5, row, 255);
            sums.put(row, 255);
        }
    }

    private static void unmark(RoundedAnswer rounded) {
        rounded.marks().put(0, new byte[rounded.marks().limit()]);
    }

    @Test
    void aRunThatFillsNothingIsNotAccepted() {
        var rounded = new RoundedAnswer();
        new LookedAnswer(rounded, TestImages.noise(16, 16), Planes.allocate(16, 16, 3)).accept();
        assertThat(rounded.isThere()).isFalse();
    }
}
