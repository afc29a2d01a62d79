package dev.azulejo.inference.ladder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.inference.TestImages;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumericsLadderTest {
    private static final int SAMPLES = 3 * 6 * 6;

    private final Planes input = filled(3, 3, 0.5f);
    private final Planes output = filled(6, 6, 0.25f); // of the tile before: stale, and plausible

    @Test
    void aSoundResultOfTheFirstRungIsTakenSilently() {
        assertThat(run(all("cuda fp16", 0.5f), all("cuda fp32", 0.7f))).isEmpty();
        assertThat(output.at(2, 5, 5)).isEqualTo(0.5f);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void oneNumberThatIsNotFiniteGoesDown(float wrong) {
        for (int index : new int[] {0, 53, SAMPLES - 1}) {
            assertThat(run(except("cuda fp16", index, wrong), all("cuda fp32", 0.7f)))
                    .contains("model m gave numbers that are not finite on cuda fp16; taken from cuda fp32 instead");
            assertThat(output.at(0, 0, 0)).isEqualTo(0.7f);
        }
    }

    @Test
    void allBlackGoesDownUnlessTheSourceIsBlackToo() {
        assertThat(run(all("cuda fp16", 0.001f), all("cuda fp32", 0.7f)))
                .contains("model m gave black where the source is not on cuda fp16; taken from cuda fp32 instead");

        fill(input, 0.01f);
        assertThat(run(all("cuda fp16", -0.001f), all("cuda fp32", 0.7f))).isEmpty();
        assertThat(output.at(0, 0, 0)).isEqualTo(-0.001f);
    }

    /// Light that the model saw around the answer is no reason to distrust a night.
    @Test
    void blackIsHeldAgainstWhatTheAnswerIsFor() {
        var night = filled(9, 9, 0);
        night.samples().put(4, 1); // a star in the first row
        var black = filled(6, 6, 0);
        assertThat(OutputCheck.find(night, new Rect(3, 3, 3, 3), black)).isEqualTo(NumericsLadder.Finding.SOUND);
        assertThat(OutputCheck.find(night, new Rect(3, 0, 3, 3), black)).isEqualTo(NumericsLadder.Finding.BLACK);
    }

    @Test
    void blackOfTheLastRungIsFinalWithAWarning() {
        assertThat(run(all("cpu fp32", 0)))
                .contains("model m gave black where the source is not on cpu fp32; kept, have a look");
        assertThat(output.at(0, 0, 0)).isZero();
    }

    @Test
    void notFiniteOnTheLastRungFailsAndNamesEachRung() {
        assertThatThrownBy(() -> run(all("cuda fp32", 0), all("cpu fp32", Float.NaN)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("model m gave black where the source is not on cuda fp32, "
                        + "numbers that are not finite on cpu fp32, for a tile of 3x3");
    }

    @Test
    void whatARungDoesNotWriteIsNeverAStaleSample() {
        assertThatThrownBy(() -> run(new FakeRung("cpu fp32", result -> {}))).isInstanceOf(PermanentFailure.class);
    }

    @Test
    void oneSampleThatIsNotWrittenIsFound() {
        for (int index = 0; index < SAMPLES; index++) {
            int skipped = index;
            var rung = new FakeRung("cpu fp32", result -> writeAllBut(result, skipped));
            assertThatThrownBy(() -> run(rung)).isInstanceOf(PermanentFailure.class);
        }
    }

    @Test
    void aLowerRungDoesNotInheritWhatAHigherOneWrote() {
        assertThatThrownBy(() -> run(except("cuda fp16", 3, Float.NaN), new FakeRung("cpu fp32", result -> {})))
                .isInstanceOf(PermanentFailure.class);
    }

    @Test
    void anErrorOfARungIsNoReasonToTakeTheNext() {
        var broken = new FakeRung("cuda fp16", result -> {
            throw new TransientFailure("out of memory");
        });
        assertThatThrownBy(() -> run(broken, all("cpu fp32", 0.5f))).isInstanceOf(TransientFailure.class);
    }

    private Optional<String> run(Rung... rungs) {
        return new NumericsLadder("m", List.of(rungs))
                .run(input, ImageFacts.NONE, new Rect(0, 0, input.width(), input.height()), output);
    }

    private static FakeRung all(String name, float sample) {
        return new FakeRung(name, result -> fill(result, sample));
    }

    private static FakeRung except(String name, int index, float sample) {
        return new FakeRung(name, result -> {
            fill(result, 0.5f);
            result.samples().put(index, sample);
        });
    }

    private static void writeAllBut(Planes result, int skipped) {
        for (int index = 0; index < SAMPLES; index++) {
            if (index != skipped) {
                result.samples().put(index, 0.5f);
            }
        }
    }

    private static Planes filled(int width, int height, float sample) {
        var planes = Planes.allocate(width, height, 3);
        fill(planes, sample);
        return planes;
    }

    private static void fill(Planes planes, float sample) {
        for (int index = 0; index < planes.samples().capacity(); index++) {
            planes.samples().put(index, sample);
        }
    }

    private record FakeRung(String name, Consumer<Planes> writes) implements Rung {
        @Override
        public void run(Planes input, ImageFacts facts, Planes output) {
            writes.accept(output);
        }

        @Override
        public float[] means(List<Planes> sample, ImageFacts facts) {
            var output = Planes.allocate(1, 1, 3);
            writes.accept(output);
            return TestImages.floats(output);
        }

        @Override
        public void close() {}
    }
}
