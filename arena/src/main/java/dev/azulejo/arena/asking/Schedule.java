package dev.azulejo.arena.asking;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Question;
import dev.azulejo.arena.Question.Kind;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.ranking.Davidson;
import dev.azulejo.arena.ranking.Duel;
import dev.azulejo.arena.ranking.PairCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Decides what a judge is asked next. Of eight questions in a row, one is a catch trial and one a repeat,
/// at random places; of the first eight two are catch trials, because there is nothing to repeat, and
/// judges who do not look should be found early. For the others a pair is drawn, in proportion to how much
/// one more vote on it would tell: close pairs come more often, and so do those with few votes. Of its
/// scenes the one with the fewest votes on that pair is taken, and no judge sees a pair on a scene again
/// except as a repeat.
///
/// The same arena, votes and history give the same question.
public final class Schedule {
    public static final int BLOCK = 8;

    /// How many other questions come before a repeat, so that a judge does not remember the sides.
    private static final int BETWEEN = 4;

    private final Arena arena;
    private final String judge;
    private final List<Asked> history;

    /// @param history the judge's questions so far, in order; all of them are answered
    public Schedule(Arena arena, String judge, List<Asked> history) {
        this.arena = arena;
        this.judge = judge;
        this.history = List.copyOf(history);
    }

    /// The next question.
    ///
    /// @param duels votes that count
    /// @return none when the judge has seen all there is
    public Optional<Question> next(List<Duel> duels) {
        int number = history.size();
        var ofBlock = random(-1 - number / BLOCK);
        int catchPlace = ofBlock.nextInt(BLOCK);
        int repeatPlace = (catchPlace + 1 + ofBlock.nextInt(BLOCK - 1)) % BLOCK;
        var random = random(number);
        boolean isForRepeat = number % BLOCK == repeatPlace;
        if (number % BLOCK == catchPlace || (isForRepeat && number < BLOCK)) {
            return Optional.of(catchTrial(random));
        }
        if (isForRepeat) {
            var repeat = repeat(random);
            if (repeat.isPresent()) {
                return repeat;
            }
        }
        return ordinary(duels, random);
    }

    private RandomGenerator random(int number) {
        // another factor than SplittableRandom counts by, or each stream were the one before, moved by one
        return new SplittableRandom(arena.seed() ^ 31L * judge.hashCode() + 0xd1342543de82ef95L * number);
    }

    private Question catchTrial(RandomGenerator random) {
        var seen = history.stream()
                .collect(Collectors.groupingBy(asked -> asked.question().scene(), Collectors.counting()));
        var scene = drawn(fewest(arena.scenes(), seen), random);
        var contender = drawn(arena.contenders(), random);
        return sided(scene.id(), new Picture(contender, false), new Picture(contender, true), random);
    }

    private Optional<Question> repeat(RandomGenerator random) {
        var repeatable = history.stream()
                .filter(asked -> asked.question().kind() == Kind.ORDINARY)
                .filter(asked -> asked.number() < history.size() - BETWEEN)
                .filter(asked -> history.stream()
                        .noneMatch(other -> other.question().repeats().equals(OptionalInt.of(asked.number()))))
                .toList();
        return repeatable.isEmpty()
                ? Optional.empty()
                : Optional.of(drawn(repeatable, random))
                        .map(asked -> asked.question().repeated(asked.number()));
    }

    private record Pair(int one, int other, double gain) {}

    private Optional<Question> ordinary(List<Duel> duels, RandomGenerator random) {
        for (var pairs = pairs(duels); !pairs.isEmpty(); ) {
            var pair = drawnByGain(pairs, random);
            var one = arena.contenders().get(pair.one);
            var other = arena.contenders().get(pair.other);
            var seen = history.stream()
                    .map(Asked::question)
                    .filter(question -> question.shows(one, other))
                    .map(Question::scene)
                    .collect(Collectors.toSet());
            var unseen = arena.scenes().stream()
                    .filter(scene -> !seen.contains(scene.id()))
                    .toList();
            if (!unseen.isEmpty()) {
                var scene = drawn(fewest(unseen, byScene(duels, pair)), random);
                return Optional.of(sided(scene.id(), new Picture(one, false), new Picture(other, false), random));
            }
            pairs.remove(pair);
        }
        return Optional.empty();
    }

    private List<Pair> pairs(List<Duel> duels) {
        int contenders = arena.contenders().size();
        var strengths = Davidson.fit(PairCounts.of(contenders, duels));
        var pairs = new ArrayList<Pair>();
        for (int one = 0; one < contenders; one++) {
            for (int other = one + 1; other < contenders; other++) {
                pairs.add(new Pair(one, other, strengths.gain(one, other)));
            }
        }
        return pairs;
    }

    private static Pair drawnByGain(List<Pair> pairs, RandomGenerator random) {
        double place =
                random.nextDouble() * pairs.stream().mapToDouble(Pair::gain).sum();
        for (var pair : pairs) {
            place -= pair.gain;
            if (place < 0) {
                return pair;
            }
        }
        return pairs.getLast();
    }

    /// The number of votes on a pair, by scene.
    private static Map<String, Long> byScene(List<Duel> duels, Pair pair) {
        return duels.stream()
                .filter(duel -> Math.min(duel.first(), duel.second()) == pair.one
                        && Math.max(duel.first(), duel.second()) == pair.other)
                .collect(Collectors.groupingBy(Duel::scene, Collectors.counting()));
    }

    private static List<Scene> fewest(List<Scene> scenes, Map<String, Long> counts) {
        long fewest = scenes.stream()
                .mapToLong(scene -> counts.getOrDefault(scene.id(), 0L))
                .min()
                .orElseThrow();
        return scenes.stream()
                .filter(scene -> counts.getOrDefault(scene.id(), 0L) == fewest)
                .toList();
    }

    private static <T> T drawn(List<T> some, RandomGenerator random) {
        return some.get(random.nextInt(some.size()));
    }

    private static Question sided(String scene, Picture one, Picture other, RandomGenerator random) {
        return random.nextBoolean()
                ? new Question(scene, one, other, OptionalInt.empty())
                : new Question(scene, other, one, OptionalInt.empty());
    }
}
