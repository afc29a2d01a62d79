package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.s3.CompositionPlan.Copied;
import dev.azulejo.storage.s3.CompositionPlan.Joined;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompositionPlanTest {
    private static final long MIB = 1 << 20;
    private static final long GIB = 1 << 30;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void partsCoverEachByteOnceAndAreWhatS3Takes(long seed) {
        var random = new Random(seed);
        var ranges = new ArrayList<Part>();
        int count = random.nextInt(1, 400);
        for (int index = 0; index < count; index++) {
            ranges.add(new Part("object-" + random.nextInt(5), random.nextLong(10 * GIB), length(random)));
        }
        var plan = CompositionPlan.of(ranges);
        assertThat(bytesOf(plan)).isEqualTo(merged(ranges));
        assertThatS3Takes(plan);
        assertThat(plan.minBytes()).isEqualTo(5 * MIB);
        assertThat(plan.maxJoinedBytes()).isLessThan(13 * MIB);
    }

    /// Most near the sizes at which the plan decides otherwise.
    private static long length(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> 0;
            case 1, 2 -> random.nextLong(100_000);
            case 3 -> random.nextLong(5 * MIB);
            case 4 -> 5 * MIB + random.nextLong(-2, 3);
            case 5 -> random.nextLong(4 * MIB, 11 * MIB);
            case 6 -> 32 * MIB;
            default -> random.nextInt(20) == 0 ? random.nextLong(6 * GIB) : random.nextLong(20 * MIB);
        };
    }

    private static void assertThatS3Takes(CompositionPlan plan) {
        assertThat(plan.steps()).hasSizeLessThanOrEqualTo(10_000);
        for (var step : plan.steps().subList(0, Math.max(0, plan.steps().size() - 1))) {
            assertThat(step.bytes()).isGreaterThanOrEqualTo(5 * MIB);
        }
        for (var step : plan.steps()) {
            assertThat(step.bytes()).isBetween(1L, 5 * GIB);
            if (step instanceof Copied copied) {
                assertThat(copied.range().length()).isGreaterThanOrEqualTo(5 * MIB);
            } else if (step instanceof Joined joined) {
                assertThat(joined.bytes())
                        .isEqualTo(
                                joined.ranges().stream().mapToLong(Part::length).sum());
            }
        }
    }

    /// What the plan makes, as ranges that cannot be joined any more.
    private static List<Part> bytesOf(CompositionPlan plan) {
        return merged(plan.steps().stream()
                .flatMap(step -> switch (step) {
                    case Joined joined -> joined.ranges().stream();
                    case Copied(var range) -> Stream.of(range);
                })
                .toList());
    }

    private static List<Part> merged(List<Part> ranges) {
        var merged = new ArrayList<Part>();
        for (var range : ranges) {
            var last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.key().equals(range.key()) && last.offset() + last.length() == range.offset()) {
                merged.set(merged.size() - 1, new Part(last.key(), last.offset(), last.length() + range.length()));
            } else if (range.length() > 0) {
                merged.add(range);
            }
        }
        return merged;
    }

    @Test
    void anAllWhiteImageBecomesAFewJoinedParts() {
        var strips = Collections.nCopies(3_000, new Part("strip", 0, 50_000));
        var plan = CompositionPlan.of(strips);
        assertThat(plan.steps()).hasSize(18).allSatisfy(step -> assertThat(step).isInstanceOf(Joined.class));
    }

    @Test
    void aTinyStripIsOneJoinedPartAndNothingIsNone() {
        assertThat(CompositionPlan.of(List.of(new Part("a", 0, 1))).steps())
                .containsExactly(new Joined(List.of(new Part("a", 0, 1)), 1));
        assertThat(CompositionPlan.of(List.of(new Part("a", 0, 0), new Part("b", 7, 0)))
                        .steps())
                .isEmpty();
    }

    @Test
    void aHeaderTakesItsRestFromTheHeadOfTheFirstStrip() {
        var header = new Part("header", 0, 100);
        var strip = new Part("strip", 0, 32 * MIB);
        long head = 5 * MIB - 100;
        assertThat(CompositionPlan.of(List.of(header, strip, strip)).steps())
                .containsExactly(
                        new Joined(List.of(header, new Part("strip", 0, head)), 5 * MIB),
                        new Copied(new Part("strip", head, 32 * MIB - head)),
                        new Copied(strip));
    }

    @Test
    void aStripThatWouldBeLeftTooShortIsJoinedWhole() {
        var header = new Part("header", 0, 100);
        var strip = new Part("strip", 0, 6 * MIB);
        assertThat(CompositionPlan.of(List.of(header, strip, new Part("end", 0, 1)))
                        .steps())
                .containsExactly(new Joined(List.of(header, strip, new Part("end", 0, 1)), 6 * MIB + 101));
    }

    @Test
    void rangesOfMoreThanAGibibyteAreCopiedInPieces() {
        var plan = CompositionPlan.of(List.of(new Part("a", 3, 3 * GIB + 1)));
        assertThat(plan.steps())
                .hasSize(4)
                .allSatisfy(step -> assertThat(step.bytes()).isBetween(GIB / 2, GIB));
        assertThat(bytesOf(plan)).containsExactly(new Part("a", 3, 3 * GIB + 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seedsOfHuge")
    void neverNeedsMoreThanTenThousandParts(long seed) {
        var random = new Random(seed);
        var ranges = new ArrayList<Part>();
        long most = random.nextLong(6 * MIB, 300 * MIB);
        for (long left = 4 * 1024 * GIB; left > 0 && ranges.size() < 60_000; ) {
            long length = random.nextLong(Math.min(left, most)) + 1;
            ranges.add(new Part("object-" + random.nextInt(3), random.nextLong(GIB), length));
            left -= length;
        }
        var plan = CompositionPlan.of(ranges);
        assertThatS3Takes(plan);
        assertThat(bytesOf(plan)).isEqualTo(merged(ranges));
        assertThat(plan.maxJoinedBytes()).isLessThan(Math.min(Integer.MAX_VALUE, 3L * plan.minBytes()));
    }

    static LongStream seedsOfHuge() {
        return LongStream.range(0, 20);
    }

    @Test
    void refusesMoreThanS3CanKeep() {
        long half = 5L * 1024 * GIB / 2;
        assertThat(CompositionPlan.of(List.of(new Part("a", 0, half), new Part("a", 0, half)))
                        .steps())
                .hasSize(5 * 1024);
        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> CompositionPlan.of(
                        List.of(new Part("a", 0, half), new Part("a", 0, half), new Part("b", 0, 1))));
        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(() -> CompositionPlan.of(List.of(new Part("a", 0, 1), new Part("a", 0, Long.MAX_VALUE))));
    }
}
