package dev.azulejo.arena.asking;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Scene;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.judge.Panel;
import dev.azulejo.arena.ranking.Clusters;
import dev.azulejo.arena.ranking.Duel;
import dev.azulejo.arena.ranking.Interval;
import dev.azulejo.arena.ranking.Ranking;
import dev.azulejo.arena.ranking.Ranking.Margin;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The state of an arena by its votes so far; it depends on the votes alone.
///
/// Looking after each vote until an interval happens to exclude a half finds a winner among equals far too
/// often. So there are ten looks, each a tenth of the budget after the one before, and in these intervals
/// are as wide as Pocock's boundary for ten looks asks for: then all of them together are wrong about a
/// pair of equals in one arena of twenty. (S. J. Pocock, "Group sequential methods in the design and
/// analysis of clinical trials", Biometrika 64, 191-199, 1977; the constant as in Jennison and Turnbull,
/// "Group Sequential Methods", 2000, table 2.1: 2.555 deviations.)
public final class Standing {
    public static final int LOOKS = 10;

    /// The chance of a normal value to lie within 2.555 deviations: Pocock's constant for ten looks and a
    /// two-sided error of 0.05.
    static final double LOOK_CHANCE = 0.98938;

    /// The least number of judges for an early end. Each of fewer judges, who vote equally often, may stand
    /// for a tenth of all people or more, so an arena with them goes on until its budget is spent.
    public static final int FEWEST_JUDGES = 5;

    /// The least number of votes for an early end, also of an arena with two contenders and a clear order:
    /// fewer votes decide only a landslide, and once an arena has ended, no more votes come.
    public static final int FEWEST_VOTES = 100;

    /// Shares of votes too close to matter: two contenders within this interval count as equals.
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

    /// Whether an arena goes on, or why it asks no more.
    public enum Verdict {
        GOES_ON,
        /// Each contender in the ranking is better than the next one, or the two are equivalent.
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
        return ranking(duels, Ranking.CHANCE);
    }

    /// The ranking without the judges who vote against all others; empty if there are no such judges.
    public Optional<Ranking> unflagged() {
        var some = panel.unflagged();
        return some.size() == duels.size() ? Optional.empty() : Optional.of(ranking(some, Ranking.CHANCE));
    }

    /// The ranking by the scenes with one tag only.
    public Ranking ranking(String tag) {
        var scenes = arena.scenes().stream()
                .filter(scene -> scene.tags().contains(tag))
                .map(Scene::id)
                .collect(Collectors.toSet());
        return ranking(
                duels.stream().filter(duel -> scenes.contains(duel.scene())).toList(), Ranking.CHANCE);
    }

    /// The ranking of just two of the contenders, by their numbers; the first of them is number 0 there.
    public Ranking between(int one, int other) {
        return between(one, other, duels);
    }

    /// The ranking of just two contenders without the judges who vote against all others; empty if there
    /// are no such judges.
    public Optional<Ranking> unflaggedBetween(int one, int other) {
        var some = panel.unflagged();
        return some.size() == duels.size() ? Optional.empty() : Optional.of(between(one, other, some));
    }

    private Ranking between(int one, int other, List<Duel> some) {
        var theirs = some.stream()
                .filter(duel -> duel.isBetween(one, other))
                .map(duel -> new Duel(
                        duel.first() == one ? 0 : 1,
                        duel.first() == one ? 1 : 0,
                        duel.result(),
                        duel.scene(),
                        duel.image(),
                        duel.judge()))
                .toList();
        return Ranking.of(2, theirs, Ranking.CHANCE);
    }

    private Ranking ranking(List<Duel> some, double chance) {
        return Ranking.of(arena.contenders().size(), some, chance);
    }

    public Verdict verdict() {
        if (duels.size() >= arena.budget()) {
            return Verdict.BUDGET_SPENT;
        }
        int look = duels.size() * LOOKS / arena.budget();
        int votes = Math.ceilDiv(look * arena.budget(), LOOKS);
        if (look == 0 || votes > duels.size() || (arena.contenders().size() == 2 && votes < FEWEST_VOTES)) {
            return Verdict.GOES_ON;
        }
        var counted = duels.subList(0, votes);
        return Clusters.evenJudges(counted) >= FEWEST_JUDGES && isSettled(counted) && isSettledWithoutFlagged(counted)
                ? Verdict.SETTLED
                : Verdict.GOES_ON;
    }

    private boolean isSettled(List<Duel> counted) {
        var seen = ranking(counted, LOOK_CHANCE);
        return seen.margins().stream().allMatch(margin -> isSettled(seen, margin));
    }

    /// Whether the ranking is settled also without flagged judges, so that judges who vote against the
    /// others can neither hasten an end nor delay it unseen.
    private boolean isSettledWithoutFlagged(List<Duel> counted) {
        var some = counted.stream()
                .filter(duel -> panel.flag(duel.judge()).isEmpty())
                .toList();
        return some.size() == counted.size()
                || (isSettled(some)
                        && ranking(some, LOOK_CHANCE)
                                .order()
                                .equals(ranking(counted, LOOK_CHANCE).order()));
    }

    /// Whether it is known which of two neighbours people prefer, or that neither is much better. One judge
    /// alone says nothing about other people.
    public static boolean isSettled(Ranking ranking, Margin margin) {
        return ranking.isOfOthers()
                && (!margin.interval().contains(0.5) || margin.interval().isWithin(EQUIVALENT));
    }
}
