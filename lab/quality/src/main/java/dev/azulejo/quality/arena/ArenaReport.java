package dev.azulejo.quality.arena;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Reason;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.judge.Fault;
import dev.azulejo.arena.judge.JudgeRecord;
import dev.azulejo.arena.judge.Panel.Agreement;
import dev.azulejo.arena.ranking.Ranking;
import dev.azulejo.arena.store.Judge;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The result of an arena, for people and programs.
///
/// @param unflagged the ranking without judges who vote against all others; empty where there are none
/// @param byTag rankings of the scenes with a tag alone, of those that have votes
/// @param reasons why a contender was preferred, by the number of votes that say so
/// @param bothBad how often both were, of votes that count
public record ArenaReport(
        Arena arena,
        Standing.Verdict verdict,
        Ranking ranking,
        Optional<Ranking> unflagged,
        Map<String, Ranking> byTag,
        Map<String, Map<Reason, Long>> reasons,
        long bothBad,
        List<JudgeLine> judges) {

    /// @param agreement with the others; empty where votes do not count, or are those of one judge alone
    /// @param fault why this judge's votes do not count; empty where they do
    /// @param flag what is odd about votes that count all the same
    public record JudgeLine(
            String name,
            JudgeRecord record,
            Optional<Agreement> agreement,
            Optional<Fault> fault,
            Optional<Fault> flag) {}

    public static ArenaReport of(Arena arena, List<Vote> votes, List<Judge> judges) {
        var standing = new Standing(arena, votes);
        var byTag = new LinkedHashMap<String, Ranking>();
        for (var tag : arena.tags()) {
            var ranking = standing.ranking(tag);
            if (ranking.votes() > 0) {
                byTag.put(tag, ranking);
            }
        }
        var counted = votes.stream().filter(vote -> counts(vote, standing)).toList();
        return new ArenaReport(
                arena,
                standing.verdict(),
                standing.ranking(),
                standing.unflagged(),
                byTag,
                reasons(counted),
                counted.stream()
                        .filter(vote -> vote.choice() == Choice.BOTH_BAD)
                        .count(),
                lines(standing, judges));
    }

    private static boolean counts(Vote vote, Standing standing) {
        return switch (vote.question().kind()) {
            case ORDINARY -> standing.panel().fault(vote.judge()).isEmpty();
            case CATCH, REPEAT -> false;
        };
    }

    private static Map<String, Map<Reason, Long>> reasons(List<Vote> counted) {
        var reasons = new TreeMap<String, Map<Reason, Long>>();
        for (var vote : counted) {
            if (vote.choice().isDecisive()) {
                var preferred = vote.choice() == Choice.LEFT
                        ? vote.question().left()
                        : vote.question().right();
                var counts = reasons.computeIfAbsent(preferred.contender(), _ -> new EnumMap<>(Reason.class));
                vote.answer().reasons().forEach(reason -> counts.merge(reason, 1L, Long::sum));
            }
        }
        return reasons;
    }

    private static List<JudgeLine> lines(Standing standing, List<Judge> judges) {
        var names = judges.stream().collect(Collectors.toMap(Judge::id, Function.identity()));
        var lines = new ArrayList<JudgeLine>();
        var panel = standing.panel();
        var agreements = panel.agreements();
        new TreeMap<>(panel.records()).forEach((id, record) -> {
            var name = Optional.ofNullable(names.get(id)).map(Judge::name).orElse(id);
            lines.add(new JudgeLine(
                    name, record, Optional.ofNullable(agreements.get(id)), panel.fault(id), panel.flag(id)));
        });
        return lines;
    }
}
