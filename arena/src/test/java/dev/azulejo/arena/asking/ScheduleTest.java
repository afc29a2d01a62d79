package dev.azulejo.arena.asking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Question.Kind;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.ranking.Duel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ScheduleTest {
    private static final List<String> CONTENDERS = List.of("a", "b", "c");

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    private static Arena arena(int scenes, long seed) {
        return new Arena(
                "test",
                CONTENDERS,
                IntStream.range(0, scenes)
                        .mapToObj(i -> new Scene("s" + i, "image " + i, Set.of()))
                        .toList(),
                100,
                seed);
    }

    /// All questions to one judge, at most the given number.
    private static List<Asked> asked(Arena arena, int most) {
        var history = new ArrayList<Asked>();
        for (int number = 0; number < most; number++) {
            var next = new Schedule(arena, "ana", history).next(List.of());
            if (next.isEmpty()) {
                break;
            }
            history.add(new Asked("ana", number, next.get(), Instant.EPOCH));
        }
        return history;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void ofEightQuestionsOneIsACatchTrialAndOneARepeatOnceThereIsSomethingToRepeat(long seed) {
        var asked = asked(arena(60, seed), 10 * Schedule.BLOCK);
        for (int block = 0; block < 10; block++) {
            var kinds = asked.subList(block * Schedule.BLOCK, (block + 1) * Schedule.BLOCK).stream()
                    .map(its -> its.question().kind())
                    .toList();
            assertThat(kinds).filteredOn(Kind.CATCH::equals).hasSize(block == 0 ? 2 : 1);
            assertThat(kinds).filteredOn(Kind.REPEAT::equals).hasSize(block == 0 ? 0 : 1);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRepeatIsAnEarlierQuestionWithSidesSwappedAndComesOnce(long seed) {
        var asked = asked(arena(60, seed), 100);
        var repeated = new HashSet<Integer>();
        for (var repeat : asked) {
            repeat.question().repeats().ifPresent(number -> {
                var first = asked.get(number).question();
                assertThat(repeat.question()).isEqualTo(first.repeated(number));
                assertThat(first.kind()).isEqualTo(Kind.ORDINARY);
                assertThat(repeat.number() - number).isGreaterThan(4);
                assertThat(repeated.add(number)).isTrue();
            });
        }
        assertThat(repeated).hasSizeBetween(10, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nobodySeesAPairOnASceneTwiceAndEverythingIsAskedInTheEnd(long seed) {
        var ordinary = asked(arena(5, seed), 1000).stream()
                .map(Asked::question)
                .filter(question -> question.kind() == Kind.ORDINARY)
                .map(question -> question.scene()
                        + new HashSet<>(List.of(
                                question.left().contender(), question.right().contender())))
                .toList();
        assertThat(ordinary).doesNotHaveDuplicates().hasSize(5 * 3);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void sidesAreDrawn(long seed) {
        var asked = asked(arena(60, seed), 160);
        assertThat(left(asked, Kind.ORDINARY)).isBetween(0.3, 0.7);
        assertThat(left(asked, Kind.CATCH)).isBetween(0.1, 0.9);
    }

    /// How often the picture that comes first by name, or is whole, is on the left.
    private static double left(List<Asked> asked, Kind kind) {
        return asked.stream()
                .map(Asked::question)
                .filter(question -> question.kind() == kind)
                .mapToInt(question -> isFirstOnTheLeft(question) ? 1 : 0)
                .average()
                .orElseThrow();
    }

    private static boolean isFirstOnTheLeft(Question question) {
        return question.kind() == Kind.CATCH
                ? question.right().damaged()
                : question.left().contender().compareTo(question.right().contender()) < 0;
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPairWithoutVotesIsAskedMore(long seed) {
        var arena = arena(60, seed);
        var duels = IntStream.range(0, 60)
                .mapToObj(i -> new Duel(
                        0,
                        1,
                        i % 2 == 0 ? Duel.Result.FIRST : Duel.Result.SECOND,
                        "s" + i % 10,
                        "image " + i % 10,
                        "ben"))
                .toList();
        var history = new ArrayList<Asked>();
        for (int number = 0; number < 80; number++) {
            var next = new Schedule(arena, "ana", history).next(duels).orElseThrow();
            history.add(new Asked("ana", number, next, Instant.EPOCH));
        }
        var ordinary = history.stream()
                .map(Asked::question)
                .filter(question -> question.kind() == Kind.ORDINARY)
                .toList();
        assertThat(ordinary).filteredOn(question -> question.shows("a", "b")).hasSizeLessThan(ordinary.size() / 5);
        assertThat(ordinary)
                .filteredOn(question -> question.shows("a", "b"))
                .extracting(Question::scene)
                .as("scenes without votes come first")
                .doesNotContain("s0", "s1", "s2");
    }
}
