package dev.azulejo.quality.arena.asking;

import dev.azulejo.quality.arena.Arena;
import dev.azulejo.quality.arena.Scene;
import dev.azulejo.quality.arena.Vote;
import dev.azulejo.quality.arena.judge.Panel;
import dev.azulejo.quality.arena.ranking.Duel;
import dev.azulejo.quality.arena.ranking.Interval;
import dev.azulejo.quality.arena.ranking.Ranking;
import dev.azulejo.quality.arena.ranking.Ranking.Margin;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// What the votes so far say. The same votes say the same.
///
/// Somebody who looks at each vote until an interval happens to exclude a half finds a winner among equals
/// far too often. So there are ten looks, each a tenth of the budget after the one before, and in these
/// intervals are as wide as Pocock's boundary for ten looks asks for: then all of them together are wrong
/// about a pair of equals in one arena of twenty. (S. J. Pocock, "Group sequential methods in the design
/// and analysis of clinical trials", Biometrika 64, 191-199, 1977; the constant as in Jennison and
/// Turnbull, "Group Sequential Methods", 2000, table 2.1.)
public final class Standing {
    public static final int LOOKS = 10;

    /// Pocock's constant for ten looks and a two-sided error of 0.05.
    static final double LOOK_DEVIATIONS = 2.555;

    /// Shares of votes that nobody would pay for: two contenders within are taken as equals.
    public static final Interval EQUIVALENT = new Interval(0.45, 0.55);

    private final Arena arena;
    private final Panel panel;
    private final List<Duel> duels;

    /// @param votes no two of one question, in any order
    public Standing(Arena arena, Collection<Vote> votes) {
        this.arena = arena;
        panel = new Panel(arena, votes.stream().sorted(Vote.ORDER).toList());
        duels = panel.duels();
    }

    /// Why an arena asks no more, or that it goes on.
    public enum Verdict {
        GOES_ON,
        /// Of all neighbours in the ranking, one is better, or they are equivalent.
        SETTLED,
        BUDGET_SPENT
    }

    public Panel panel() {
        return panel;
    }

    /// The votes that count.
    public List<Duel> duels() {
        return duels;
    }

    public Ranking ranking() {
        return ranking(duels, Ranking.TWO_SIDED_95);
    }

    /// Of the scenes with a tag alone.
    public Ranking ranking(String tag) {
        var scenes = arena.scenes().stream()
                .filter(scene -> scene.tags().contains(tag))
                .map(Scene::id)
                .collect(Collectors.toSet());
        return ranking(
                duels.stream().filter(duel -> scenes.contains(duel.scene())).toList(), Ranking.TWO_SIDED_95);
    }

    /// Of the votes on just two of the contenders, by their numbers; the first of them is number 0 there.
    public Ranking between(int one, int other) {
        var theirs = duels.stream()
                .filter(duel -> Set.of(duel.first(), duel.second()).equals(Set.of(one, other)))
                .map(duel -> new Duel(
                        duel.first() == one ? 0 : 1,
                        duel.first() == one ? 1 : 0,
                        duel.result(),
                        duel.scene(),
                        duel.image(),
                        duel.judge()))
                .toList();
        return Ranking.of(2, theirs, Ranking.TWO_SIDED_95, new SplittableRandom(arena.seed()));
    }

    private Ranking ranking(List<Duel> some, double deviations) {
        return Ranking.of(arena.contenders().size(), some, deviations, new SplittableRandom(arena.seed()));
    }

    public Verdict verdict() {
        if (duels.size() >= arena.budget()) {
            return Verdict.BUDGET_SPENT;
        }
        int look = duels.size() * LOOKS / arena.budget();
        int votes = Math.ceilDiv(look * arena.budget(), LOOKS);
        if (look == 0 || votes > duels.size()) {
            return Verdict.GOES_ON;
        }
        var seen = ranking(duels.subList(0, votes), LOOK_DEVIATIONS);
        return seen.margins().stream().allMatch(Standing::isSettled) ? Verdict.SETTLED : Verdict.GOES_ON;
    }

    /// Whether it is known who of two neighbours is better, or that neither is by much.
    public static boolean isSettled(Margin margin) {
        return !margin.interval().contains(0.5) || margin.interval().isWithin(EQUIVALENT);
    }
}
