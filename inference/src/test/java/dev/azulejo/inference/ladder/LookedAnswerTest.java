package dev.azulejo.inference.ladder;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.AnswerLook;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests which answers are accepted.
class LookedAnswerTest {
    private static final int SIDE = 16;
    private static final int SCALE = 2;
    private static final int OF_PIXEL = SCALE * SCALE * 3;
    private static final float WHITE = 1;

    private final RoundedAnswer rounded = new RoundedAnswer();
    private final Planes output = Planes.allocate(SCALE * SIDE, SCALE * SIDE, 3);
    private LookedAnswer look = new LookedAnswer(rounded, TestImages.noise(SIDE, SIDE), output);

    /// One sample of each row is white, and says so.
    @BeforeEach
    void addUp() {
        for (int row = 0; row < SCALE * SIDE; row++) {
            rounded.put(2, 5, row, 255);
            sums().put(row, 255);
        }
    }

    private FloatBuffer sums() {
        return ((Tensor.Floats) requireNonNull(look.results().get("azulejo_sums"))).samples();
    }

    private void unmark() {
        rounded.marks().put(0, new byte[rounded.marks().limit()]);
    }

    @Test
    void rowsThatDoNotAddUpAreNotAccepted() {
        look.accept();
        assertThat(rounded.isThere()).as("without marks").isFalse();
        unmark();
        look.accept();
        assertThat(rounded.isThere()).isTrue();
        rounded.discard();
        rounded.put(1, 31, 31, 1);
        look.accept();
        assertThat(rounded.isThere()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0.02, true", "0.04, false"})
    void allBlackIsAcceptedWhereTheInputIsDark(float brightest, boolean isAccepted) {
        var input = Planes.allocate(SIDE, SIDE, 3);
        TestImages.set(input, 1, SIDE - 1, SIDE - 1, brightest);
        look = new LookedAnswer(rounded, input, output);
        rounded.pixels().put(0, new byte[rounded.pixels().limit()]);
        for (int row = 0; row < SCALE * SIDE; row++) {
            sums().put(row, 0);
        }
        unmark();
        look.accept();
        assertThat(rounded.isThere()).isEqualTo(isAccepted);
    }

    @Test
    void aRunThatFillsNothingIsNotAccepted() {
        look = new LookedAnswer(rounded, TestImages.noise(SIDE, SIDE), output);
        look.accept();
        assertThat(rounded.isThere()).isFalse();
        look.accept(FloatBuffer.allocate(SIDE * SIDE * OF_PIXEL));
        assertThat(rounded.isThere()).isFalse();
    }

    /// Marks pixels 2 and 3 of the first row, and the very last; the white sample of the first is its
    /// second column.
    private float[] markThree() {
        unmark();
        for (int at : new int[] {2, 3, SIDE * SIDE - 1}) {
            rounded.marks().put(at, (byte) RoundedAnswer.BEYOND);
        }
        var marked = new float[3 * OF_PIXEL];
        marked[5] = WHITE;
        marked[11] = WHITE;
        return marked;
    }

    @Test
    void answersOfMarkedPixelsGoWhereTheyBelong() {
        OutputCheck.poison(output);
        look.accept(FloatBuffer.wrap(markThree()));
        assertThat(rounded.isThere()).isTrue();
        assertThat(output.at(2, 5, 0)).isEqualTo(WHITE);
        assertThat(output.at(2, 5, 1)).isEqualTo(WHITE);
        assertThat(output.at(1, 5, 1)).isZero();
        assertThat(output.at(0, 4, 0)).isZero();
        assertThat(output.at(0, 7, 1)).isZero();
        assertThat(output.at(2, 31, 31)).isZero();
        var numbers = IntStream.range(0, output.planeLength() * 3)
                .filter(at -> !Float.isNaN(output.samples().get(at)));
        assertThat(numbers.count()).isEqualTo(3 * OF_PIXEL);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 35, 37})
    void otherAnswersThanOfAllMarkedPixelsAreNotAccepted(int count) {
        look.accept(FloatBuffer.wrap(Arrays.copyOf(markThree(), count)));
        assertThat(rounded.isThere()).isFalse();
    }

    /// The answers may be leftovers in memory to which nothing was copied.
    @ParameterizedTest
    @CsvSource({"0, 0.01", "5, 0", "30, 1e9", "35, NaN"})
    void answersThatAreNotThoseThatWereRoundedAreNotAccepted(int at, float other) {
        var marked = markThree();
        marked[at] = other;
        look.accept(FloatBuffer.wrap(marked));
        assertThat(rounded.isThere()).isFalse();
    }

    @Test
    void unsoundAnswersAreNotAccepted() {
        var marked = markThree();
        rounded.marks().put(3, (byte) (AnswerLook.UNSOUND | RoundedAnswer.DOUBTFUL));
        look.accept(FloatBuffer.wrap(marked));
        assertThat(rounded.isThere()).isFalse();
    }
}
