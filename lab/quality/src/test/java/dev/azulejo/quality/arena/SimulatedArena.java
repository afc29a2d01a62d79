package dev.azulejo.quality.arena;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Picture;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.asking.Schedule;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.asking.Standing.Verdict;
import dev.azulejo.arena.ranking.Chances;
import dev.azulejo.arena.ranking.Duel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A whole arena in memory: contenders of known strengths on images that suit some better, and simulated
/// judges who take turns until the arena asks no more.
final class SimulatedArena implements SimulatedJudge.World {
    static final double NU = 0.7;

    private final Arena arena;
    private final Map<String, double[]> strengths = new HashMap<>();
    private final Map<String, SimulatedJudge> judges = new LinkedHashMap<>();
    private final Map<String, double[]> tastes = new HashMap<>();
    private final Map<String, List<Asked>> histories = new HashMap<>();
    private final List<Vote> votes = new ArrayList<>();
    private final SplittableRandom random;

    /// @param spread standard deviation of how much better or worse a contender is on an image than on the
    ///     whole
    SimulatedArena(double[] contenders, int images, double spread, int budget, long seed) {
        random = new SplittableRandom(seed);
        var scenes = new ArrayList<Scene>();
        for (int image = 0; image < images; image++) {
            var here = contenders.clone();
            for (int i = 0; i < here.length; i++) {
                here[i] += spread * random.nextGaussian();
            }
            for (int crop = 0; crop < 2; crop++) {
                var id = "%d-%d".formatted(image, crop);
                strengths.put(id, here);
                scenes.add(new Scene(id, "image " + image, image % 3 == 0 ? Set.of("face") : Set.of("text")));
            }
        }
        var names =
                IntStream.range(0, contenders.length).mapToObj(String::valueOf).toList();
        arena = new Arena("simulated", names, scenes, budget, seed);
    }

    SimulatedArena judges(int count, String name, SimulatedJudge judge) {
        for (int i = 0; i < count; i++) {
            judges.put(name + i, judge);
        }
        return this;
    }

    /// Adds judges who look, each with a taste of their own.
    ///
    /// @param taste standard deviation of how much more than others one of them likes a contender
    SimulatedArena judgesOfTaste(int count, double taste) {
        for (int i = 0; i < count; i++) {
            var likes = arena.contenders().stream()
                    .mapToDouble(_ -> taste / Math.sqrt(2) * random.nextGaussian())
                    .toArray();
            tastes.put("honest" + i, likes);
            judges.put("honest" + i, SimulatedJudge.withTaste(likes, SimulatedJudge.honest(1, NU)));
        }
        return this;
    }

    /// How much more a judge likes one contender than another.
    double taste(String judge, int one, int other) {
        var likes = Objects.requireNonNull(tastes.get(judge));
        return likes[one] - likes[other];
    }

    @Override
    public double strength(String scene, Picture picture) {
        return Objects.requireNonNull(strengths.get(scene))[Integer.parseInt(picture.contender())]
                - (picture.damaged() ? 5 : 0);
    }

    /// Holds the arena: judges answer in random order, until the budget is spent or, if `early`, the
    /// ranking is settled.
    Standing held(boolean early) {
        var names = new ArrayList<>(judges.keySet());
        var counted = List.<Duel>of();
        int since = 0;
        int looks = 0;
        while (!names.isEmpty()) {
            var judge = names.get(random.nextInt(names.size()));
            if (!ask(judge, counted)) {
                names.remove(judge);
                continue;
            }
            // who counts is looked at now and then, because the simulation must be quick
            if (++since >= arena.budget() / 20) {
                since = 0;
                var standing = new Standing(arena, votes);
                counted = standing.duels();
                int look = counted.size() * Standing.LOOKS / arena.budget();
                if (look == Standing.LOOKS || (early && look > looks && standing.verdict() != Verdict.GOES_ON)) {
                    break;
                }
                looks = look;
            }
        }
        return new Standing(arena, votes);
    }

    private boolean ask(String judge, List<Duel> counted) {
        var history = histories.computeIfAbsent(judge, _ -> new ArrayList<>());
        var next = new Schedule(arena, judge, history).next(counted);
        next.ifPresent(question -> {
            var at = Instant.ofEpochSecond(votes.size());
            var asked = new Asked(judge, history.size(), question, at);
            history.add(asked);
            var choice = Objects.requireNonNull(judges.get(judge)).answer(question, this, random);
            votes.add(new Vote(asked, new Answer(choice, Set.of()), at.plusSeconds(3)));
        });
        return next.isPresent();
    }

    Arena arena() {
        return arena;
    }

    List<Vote> votes() {
        return List.copyOf(votes);
    }

    /// The share of votes that one contender gets against another, over all possible images and honest
    /// judges.
    static double share(double difference, double spread, double attention) {
        return shareOfMany(difference, spread * Math.sqrt(2), attention);
    }

    /// @param spreadOfDifference over all possible images and judges
    static double shareOfMany(double difference, double spreadOfDifference, double attention) {
        double sum = 0;
        double weights = 0;
        for (double deviation = -5; deviation <= 5; deviation += 0.01) {
            double weight = Math.exp(-deviation * deviation / 2);
            double here = difference + deviation * spreadOfDifference;
            sum += weight * Chances.of(attention * here, NU).share();
            weights += weight;
        }
        return 0.98 * sum / weights + 0.01;
    }
}
