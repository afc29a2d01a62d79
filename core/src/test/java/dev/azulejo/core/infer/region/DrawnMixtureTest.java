package dev.azulejo.core.infer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.Planes;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnMixtureTest {
    private static final int SIDE = 14;

    static LongStream seeds() {
        return LongStream.range(0, 40);
    }

    /// Of answers that reduce to what was given, and smooth ones, nothing is to be corrected.
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void ofEqualAnswersItIsTwoThirdsAndCubicInterpolation(int scale) {
        var given = flat(SIDE, 0.4f);
        var answer = flat(SIDE * scale, 0.4f);
        var mixed = mixed(given, answer, answer, scale);
        for (int at = 0; at < 3 * mixed.planeLength(); at++) {
            assertThat(mixed.samples().get(at)).isCloseTo(0.4f, within(1e-5f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void theModelThatReducesToWhatWasGivenCounts(int scale) {
        var given = flat(SIDE, 0.5f);
        var right = pulsing(scale, 0.2f);
        var wrong = flat(SIDE * scale, 0.9f);
        var one = mixed(given, right, wrong, scale);
        var other = mixed(given, wrong, right, scale);
        // Two thirds of a pulse of 0.2, and of the wrong answer hardly anything.
        assertThat(one.at(0, 6 * scale, 6 * scale)).isCloseTo(0.5f + 0.2f * 2 / 3, within(0.002f));
        assertThat(other.at(0, 6 * scale, 6 * scale)).isCloseTo(0.5f + 0.2f * 2 / 3, within(0.002f));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatBothMissInTheMeanIsAdded(long seed) {
        var random = new Random(seed);
        int scale = random.nextBoolean() ? 2 : 4;
        var given = noise(random, SIDE, 0.3f, 0.7f);
        var answer = flat(SIDE * scale, 0.5f);
        var mixed = mixed(given, answer, answer, scale);
        double before = 0;
        double after = 0;
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                before += Math.abs(given.at(1, x, y) - 0.5f);
                after += Math.abs(given.at(1, x, y) - mean(mixed, x, y, scale));
            }
        }
        assertThat(after).isLessThan(before / 2);
    }

    /// Beside an edge from black to white the models count alone; where all is pale a third is cubic interpolation.
    @ParameterizedTest
    @CsvSource({"0.0, 1.0, 0", "0.0, 0.9, 0", "0.4, 0.6, 0.3333", "0.25, 0.75, 0.3333", "0.1, 0.8, 0.1667"})
    void howMuchIsCubicHangsOnTheContrast(float dark, float light, double share) {
        var given = edge(dark, light);
        var softness = Softness.of(given, given.bounds(), 2);

        assertThat(softness.at(SIDE / 2, 5) / 3).isCloseTo((float) share, within(1e-3f));
        assertThat(softness.at(SIDE / 2 - 2, 5) / 3).isCloseTo((float) share, within(1e-3f));
        assertThat(softness.at(SIDE / 2 - 3, 5)).isEqualTo(1);
    }

    @Test
    void theStrongestBandTellsTheContrast() {
        var given = edge(0.4f, 0.5f);
        given.samples().put(2 * given.planeLength(), 1);
        given.samples().put(2 * given.planeLength() + 1, 0);

        assertThat(Softness.of(given, given.bounds(), 2).at(0, 2)).isZero();
        assertThat(Softness.of(given, given.bounds(), 2).at(0, 3)).isEqualTo(1);
    }

    @Test
    void anAnswerThatIsLostIsNotMixedIn() {
        var given = flat(SIDE, 0.5f);
        var lost = flat(SIDE * 2, 4_000);
        var mixed = mixed(given, lost, flat(SIDE * 2, 0.5f), 2);
        assertThat(mixed.at(2, 13, 13)).isCloseTo(0.5f, within(1e-4f));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPixelHangsOnAnswersWithinReachAlone(long seed) {
        assertThat(furthestChange(seed)).isLessThanOrEqualTo(DrawnMixture.REACH_PX);
    }

    @Test
    void noneOfTheReachIsTooMuch() {
        assertThat(seeds().mapToInt(DrawnMixtureTest::furthestChange).max()).hasValue(DrawnMixture.REACH_PX);
    }

    /// How far from a pixel whose answers change the mixture changes.
    private static int furthestChange(long seed) {
        var random = new Random(seed);
        int scale = random.nextBoolean() ? 2 : 4;
        var given = noise(random, SIDE, 0, 1);
        var first = noise(random, SIDE * scale, -0.2f, 1.2f);
        var second = noise(random, SIDE * scale, -0.2f, 1.2f);
        var before = mixed(given, first, second, scale);
        int changed = 2; // a column and a row of the input
        for (int y = changed * scale; y < (changed + 1) * scale; y++) {
            for (int x = changed * scale; x < (changed + 1) * scale; x++) {
                first.samples().put(y * first.width() + x, 0.9f);
            }
        }
        var after = mixed(given, first, second, scale);
        int furthest = 0;
        for (int y = 0; y < SIDE * scale; y++) {
            for (int x = 0; x < SIDE * scale; x++) {
                int away = Math.max(Math.abs(x / scale - changed), Math.abs(y / scale - changed));
                furthest = before.at(0, x, y) == after.at(0, x, y) ? furthest : Math.max(furthest, away);
            }
        }
        return furthest;
    }

    private static Planes mixed(Planes given, Planes first, Planes second, int scale) {
        var to = Planes.allocate(SIDE * scale, SIDE * scale, 3);
        new DrawnMixture(given, first, second).fill(to, new Rect(0, 0, SIDE, SIDE));
        return to;
    }

    private static float mean(Planes planes, int x, int y, int scale) {
        float sum = 0;
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            for (int column = x * scale; column < (x + 1) * scale; column++) {
                sum += planes.at(1, column, row);
            }
        }
        return sum / (scale * scale);
    }

    /// Of the pixels made of one, the upper left one is brighter and the lower right one darker: the mean stays.
    private static Planes pulsing(int scale, float by) {
        var planes = flat(SIDE * scale, 0.5f);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    int at = band * planes.planeLength() + y * scale * planes.width() + x * scale;
                    planes.samples().put(at, 0.5f + by);
                    planes.samples().put(at + (scale - 1) * (planes.width() + 1), 0.5f - by);
                }
            }
        }
        return planes;
    }

    private static Planes edge(float dark, float light) {
        var planes = flat(SIDE, dark);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < SIDE; y++) {
                for (int x = SIDE / 2; x < SIDE; x++) {
                    planes.samples().put(band * planes.planeLength() + y * SIDE + x, light);
                }
            }
        }
        return planes;
    }

    private static Planes flat(int side, float level) {
        return noise(new Random(0), side, level, level);
    }

    private static Planes noise(Random random, int side, float least, float most) {
        var planes = Planes.allocate(side, side, 3);
        for (int at = 0; at < 3 * side * side; at++) {
            planes.samples().put(at, least + (most - least) * random.nextFloat());
        }
        return planes;
    }
}
