package dev.azulejo.arena.judge;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Question.Kind;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.ranking.Davidson;
import dev.azulejo.arena.ranking.Duel;
import dev.azulejo.arena.ranking.Duel.Result;
import dev.azulejo.arena.ranking.PairCounts;
import dev.azulejo.arena.ranking.Strengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// All judges, those whose votes count, and why those of others do not: each judge's own record decides
/// that. A judge who votes against the ranking of all others is flagged, the one who does so most first,
/// but still counts: votes alone cannot tell people who honestly differ from people who lie.
public final class Panel {
    /// The least number of other judges for a flag: between two who disagree, votes cannot tell which one
    /// is contrary.
    private static final int FEWEST_TO_DISAGREE_WITH = 2;

    private static final int FEWEST_VOTES = 12;

    /// The limit from which the others' opinion is clear, in standard errors.
    private static final double CLEAR = 2;

    /// The limit for flagging a judge, in standard errors: one of 700 who throw coins is flagged by
    /// mistake.
    private static final double TOO_CONTRARY = 3;

    private final Map<String, JudgeRecord> records = new TreeMap<>();
    private final Map<String, Fault> faults = new TreeMap<>();
    private final Map<String, Fault> flags = new TreeMap<>();
    private final List<Duel> duels;
    private final int contenders;

    /// @param votes no two of one question, in [Vote#ORDER]
    public Panel(Arena arena, List<Vote> votes) {
        var byJudge = votes.stream().collect(Collectors.groupingBy(Vote::judge, TreeMap::new, Collectors.toList()));
        byJudge.forEach((judge, own) -> records.put(judge, JudgeRecord.of(own)));
        records.forEach((judge, record) -> record.fault().ifPresent(fault -> faults.put(judge, fault)));
        duels = duels(arena, votes);
        contenders = arena.contenders().size();
        for (var contrary = mostContrary(); contrary.isPresent(); contrary = mostContrary()) {
            flags.put(contrary.get().judge, contrary.get().fault());
        }
    }

    private static List<Duel> duels(Arena arena, List<Vote> votes) {
        var images = arena.scenes().stream().collect(Collectors.toMap(Scene::id, Scene::image));
        var duels = new ArrayList<Duel>();
        for (var vote : votes) {
            var question = vote.question();
            if (question.kind() == Kind.ORDINARY) {
                var result = switch (vote.choice()) {
                    case LEFT -> Result.FIRST;
                    case RIGHT -> Result.SECOND;
                    case TIE, BOTH_BAD -> Result.TIE;
                };
                duels.add(new Duel(
                        arena.number(question.left().contender()),
                        arena.number(question.right().contender()),
                        result,
                        question.scene(),
                        Objects.requireNonNull(images.get(question.scene())),
                        vote.judge()));
            }
        }
        return duels;
    }

    /// How far a judge votes against the others' ranking.
    ///
    /// @param decisive votes on pairs on which the others clearly agree
    /// @param agreed how many of these follow the others' ranking
    /// @param deviations how far those votes, each weighed by how clear the case was, are from tossed
    ///     coins; below 0 is against the ranking
    private record Contrary(String judge, int agreed, int decisive, double deviations) {
        Fault fault() {
            return new Fault(
                    Fault.Kind.CONTRARY,
                    "voted against the ranking of all others in %d of %d votes, %.1f standard deviations from chance"
                            .formatted(decisive - agreed, decisive, -deviations));
        }
    }

    private Optional<Contrary> mostContrary() {
        var byJudge = byJudge(unflagged());
        if (byJudge.size() <= FEWEST_TO_DISAGREE_WITH) {
            return Optional.empty();
        }
        return byJudge.keySet().stream()
                .map(judge -> against(judge, contenders, byJudge))
                .filter(contrary -> contrary.decisive >= FEWEST_VOTES && contrary.deviations < -TOO_CONTRARY)
                .min(Comparator.comparingDouble(Contrary::deviations));
    }

    private static Contrary against(String judge, int contenders, Map<String, List<Duel>> byJudge) {
        var fitted = withoutOne(judge, contenders, byJudge);
        int agreed = 0;
        int decisive = 0;
        double sum = 0;
        double squares = 0;
        for (var duel : byJudge.getOrDefault(judge, List.of())) {
            double difference = fitted.difference(duel.first(), duel.second());
            if (duel.result() != Result.TIE && isClear(difference, fitted.variance(duel.first(), duel.second()))) {
                double agreement = duel.result() == Result.FIRST ? difference : -difference;
                decisive++;
                agreed += agreement > 0 ? 1 : 0;
                sum += agreement;
                squares += agreement * agreement;
            }
        }
        return new Contrary(judge, agreed, decisive, squares == 0 ? 0 : sum / Math.sqrt(squares));
    }

    private static Strengths withoutOne(String judge, int contenders, Map<String, List<Duel>> byJudge) {
        var others = new PairCounts(contenders);
        byJudge.forEach((other, votes) -> {
            if (!other.equals(judge)) {
                votes.forEach(others::add);
            }
        });
        return Davidson.fit(others);
    }

    /// How often a judge agreed with the others.
    ///
    /// @param agreed votes for the one of two that the others' votes put higher
    /// @param decisive votes for one of two
    public record Agreement(int agreed, int decisive) {}

    /// The agreement of each judge whose votes count, which shows how much tastes differ. Empty while there
    /// is only one judge.
    public Map<String, Agreement> agreements() {
        var byJudge = byJudge(duels());
        var agreements = new TreeMap<String, Agreement>();
        byJudge.forEach((judge, votes) -> {
            if (byJudge.size() > 1) {
                var fitted = withoutOne(judge, contenders, byJudge);
                var decisive = votes.stream()
                        .filter(duel -> duel.result() != Result.TIE)
                        .toList();
                agreements.put(
                        judge,
                        new Agreement(
                                (int) decisive.stream()
                                        .filter(duel -> fitted.difference(duel.first(), duel.second()) > 0
                                                == (duel.result() == Result.FIRST))
                                        .count(),
                                decisive.size()));
            }
        });
        return agreements;
    }

    private static Map<String, List<Duel>> byJudge(List<Duel> some) {
        return some.stream().collect(Collectors.groupingBy(Duel::judge, LinkedHashMap::new, Collectors.toList()));
    }

    /// Whether the others clearly prefer one of a pair; a judge who differs on an unclear pair is not
    /// contrary.
    private static boolean isClear(double difference, double variance) {
        return difference * difference > CLEAR * CLEAR * variance;
    }

    /// The records by judge.
    public Map<String, JudgeRecord> records() {
        return Map.copyOf(records);
    }

    /// The reason why a judge's votes do not count; empty if they do.
    public Optional<Fault> fault(String judge) {
        return Optional.ofNullable(faults.get(judge));
    }

    /// What is odd about the votes of a judge that count all the same; empty if nothing is.
    public Optional<Fault> flag(String judge) {
        return Optional.ofNullable(flags.get(judge));
    }

    /// The votes that count, in their order: answers to ordinary questions of judges without a fault.
    public List<Duel> duels() {
        return duels.stream().filter(duel -> !faults.containsKey(duel.judge())).toList();
    }

    /// The counting votes of judges who are not flagged.
    public List<Duel> unflagged() {
        return duels().stream().filter(duel -> !flags.containsKey(duel.judge())).toList();
    }
}
