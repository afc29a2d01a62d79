package dev.azulejo.quality.gate;

import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.ranking.Duel;
import dev.azulejo.arena.ranking.Ranking;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What people said of the candidate and the incumbent: an arena's result.
///
/// @param votes on pairs of just the two
/// @param images that were voted on
/// @param judges who voted, in the order of their ids
/// @param evenJudges how many judges voting equally often would be worth as much
/// @param preferred the share of votes in which the candidate was preferred, ties as halves
/// @param low lower end of the 95 % interval of that share
/// @param high upper end of that interval
public record Contest(
        int votes, int images, List<Judge> judges, int evenJudges, double preferred, double low, double high) {
    public Contest {
        judges = List.copyOf(judges);
    }

    /// @param votes on the pair that count
    /// @param catchTrials that the judge was shown, of any contender
    public record Judge(String id, int votes, int catchTrials) {}

    /// The contest by all judges without a fault.
    ///
    /// @param candidate its number among the contenders
    /// @param incumbent likewise
    static Contest of(Standing standing, int candidate, int incumbent) {
        return of(standing, standing.duels(), standing.between(candidate, incumbent), candidate, incumbent);
    }

    /// The contest without judges who vote against all others; empty if no judge does.
    static Optional<Contest> unflagged(Standing standing, int candidate, int incumbent) {
        return standing.unflaggedBetween(candidate, incumbent)
                .map(ranking -> of(standing, standing.panel().unflagged(), ranking, candidate, incumbent));
    }

    private static Contest of(Standing standing, List<Duel> duels, Ranking ranking, int candidate, int incumbent) {
        var margin = ranking.margins().getFirst();
        boolean won = margin.better() == 0; // the candidate is number 0 of the two
        return new Contest(
                ranking.votes(),
                (int) ranking.images(),
                judges(standing, duels, candidate, incumbent),
                ranking.evenJudges(),
                won ? margin.share() : 1 - margin.share(),
                won ? margin.interval().low() : 1 - margin.interval().high(),
                won ? margin.interval().high() : 1 - margin.interval().low());
    }

    private static List<Judge> judges(Standing standing, List<Duel> duels, int candidate, int incumbent) {
        var votes = duels.stream()
                .filter(duel -> duel.isBetween(candidate, incumbent))
                .collect(Collectors.groupingBy(Duel::judge, TreeMap::new, Collectors.counting()));
        var records = standing.panel().records();
        return votes.entrySet().stream()
                .map(judge -> new Judge(
                        judge.getKey(),
                        judge.getValue().intValue(),
                        Optional.ofNullable(records.get(judge.getKey()))
                                .map(record -> record.catchTrials())
                                .orElse(0)))
                .toList();
    }
}
