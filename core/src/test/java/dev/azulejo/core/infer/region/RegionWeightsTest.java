package dev.azulejo.core.infer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.kind.SampleKinds;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegionWeightsTest {
    private static final int SIDE = 16;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void allKindsTogetherMakeOne(long seed) {
        var random = new Random(seed);
        var stored = new Size(random.nextInt(1, 90), random.nextInt(1, 90));
        var orientation = Orientation.ofExif(random.nextInt(1, 9));
        var image = orientation.upright(stored);
        var weights = new RegionWeights(SampleKinds.random(random, stored, SIDE), image, orientation);
        int scale = random.nextInt(1, 5);
        var all = new Rect(0, 0, image.width() * scale, image.height() * scale);
        var sum = new float[Math.toIntExact(all.pixels())];
        for (var kind : Kind.values()) {
            var ofKind = weights.of(kind, all, scale);
            for (int at = 0; at < sum.length; at++) {
                assertThat(ofKind[at]).isBetween(0f, 1f);
                sum[at] += ofKind[at];
            }
        }
        for (float each : sum) {
            assertThat(each).isCloseTo(1, within(1e-6f));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPixelWeighsTheSameInAnyRect(long seed) {
        var random = new Random(seed);
        var image = new Size(random.nextInt(10, 90), random.nextInt(10, 90));
        var weights = new RegionWeights(SampleKinds.random(random, image, SIDE), image, Orientation.NORMAL);
        int scale = random.nextInt(1, 5);
        var all = new Rect(0, 0, image.width() * scale, image.height() * scale);
        int left = random.nextInt(all.width() - 1);
        int top = random.nextInt(all.height() - 1);
        var part = new Rect(left, top, random.nextInt(1, all.width() - left), random.nextInt(1, all.height() - top));
        var whole = weights.of(Kind.DRAWING, all, scale);
        var cut = weights.of(Kind.DRAWING, part, scale);
        for (int y = 0; y < part.height(); y++) {
            for (int x = 0; x < part.width(); x++) {
                assertThat(cut[y * part.width() + x]).isEqualTo(whole[(top + y) * all.width() + left + x]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMapLiesInTheImageAsItIsStored(Orientation orientation) {
        var stored = new Size(64, 48);
        var map = SampleKinds.of(stored, SIDE, "DPPP", "PPPP", "PPPP");
        var image = orientation.upright(stored);
        var weights = new RegionWeights(map, image, orientation)
                .of(Kind.DRAWING, new Rect(0, 0, image.width(), image.height()), 1);
        int x = orientation.reversesX() ? image.width() - 1 : 0;
        int y = orientation.reversesY() ? image.height() - 1 : 0;
        assertThat(weights[y * image.width() + x]).isEqualTo(1);
        assertThat(weights[(image.height() - 1 - y) * image.width() + image.width() - 1 - x])
                .isZero();
    }

    /// The ramp is as long as a block: 3/2 of its mean slope where it is steepest.
    @Test
    void aKindGivesWayToAnotherWithoutAnEdge() {
        var image = new Size(64, 16);
        var map = SampleKinds.of(image, SIDE, "PDDP");
        var weights = new RegionWeights(map, image, Orientation.NORMAL).of(Kind.DRAWING, new Rect(0, 0, 256, 64), 4);
        assertThat(weights[31]).isZero();
        assertThat(weights[96]).isEqualTo(1);
        for (int x = 1; x < 256; x++) {
            assertThat(Math.abs(weights[x] - weights[x - 1])).isLessThanOrEqualTo(1.5f / (4 * SIDE) + 1e-6f);
        }
    }

    @Test
    void kindsWithoutAnyWeightAreNotThere() {
        var image = new Size(96, 16);
        var weights = new RegionWeights(SampleKinds.of(image, SIDE, "PPPDXX"), image, Orientation.NORMAL);
        assertThat(weights.kindsIn(new Rect(0, 0, 80, 32), 2)).containsExactly(Kind.PHOTOGRAPH);
        assertThat(weights.kindsIn(new Rect(0, 0, 82, 32), 2)).isEqualTo(EnumSet.of(Kind.PHOTOGRAPH, Kind.DRAWING));
        assertThat(weights.kindsIn(new Rect(150, 0, 42, 32), 2)).containsExactly(Kind.PATTERN);
    }

    @Test
    void whatIsAliasedIsForAThirdAPattern() {
        var image = new Size(48, 16);
        var weights = new RegionWeights(SampleKinds.of(image, SIDE, "AAA"), image, Orientation.NORMAL);
        var all = new Rect(0, 0, 96, 32);
        assertThat(weights.kindsIn(all, 2)).isEqualTo(EnumSet.of(Kind.PHOTOGRAPH, Kind.PATTERN));
        assertThat(weights.of(Kind.PHOTOGRAPH, all, 2)).containsOnly(2 / 3f);
        assertThat(weights.of(Kind.PATTERN, all, 2)).containsOnly(1 - 2 / 3f);
        assertThat(weights.of(Kind.ALIASED, all, 2)).containsOnly(0);
    }

    @Test
    void anImageSmallerThanABlockIsOfOneKind() {
        var image = new Size(3, 1);
        var weights = new RegionWeights(KindMap.of(image, SIDE, Kind.PATTERN), image, Orientation.TURNED_180);
        assertThat(weights.of(Kind.PATTERN, new Rect(0, 0, 6, 2), 2)).containsOnly(1);
    }
}
