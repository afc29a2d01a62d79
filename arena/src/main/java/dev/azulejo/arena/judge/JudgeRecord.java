package dev.azulejo.arena.judge;

import dev.azulejo.arena.Choice;
import dev.azulejo.arena.Question.Kind;
import dev.azulejo.arena.Vote;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Counts over one judge's votes alone.
///
/// @param votes of all kinds
/// @param decisive those for a side
/// @param left the decisive ones for the left side
/// @param ties those for neither side, including "both bad"
/// @param caught catch trials in which the damaged picture was not told from the other
/// @param consistent repeats that got the same answer
/// @param contradicted repeats in which the other picture was preferred
/// @param medianSeconds from a question to its answer
public record JudgeRecord(
        int votes,
        int decisive,
        int left,
        int ties,
        int catchTrials,
        int caught,
        int repeats,
        int consistent,
        int contradicted,
        double medianSeconds) {
    /// The chance of an honest judge to fail a catch trial by a slip: one in twenty at most.
    private static final double SLIPS = 0.05;

    /// The chance to find fault by mistake with a judge who looks, one constant for each kind of test here.
    private static final double MISTAKEN_CATCH = 0.002;

    private static final double MISTAKEN = 0.0005;

    /// The share of one side above which a judge's habit is a fault. Sides are random, so a judge who looks
    /// has left in half of the votes; people have habits, and a weak one does no harm.
    private static final double STRONG_HABIT = 0.75;

    static JudgeRecord of(Collection<Vote> votes) {
        var byNumber =
                votes.stream().collect(Collectors.toMap(vote -> vote.asked().number(), Function.identity()));
        var repeats = votes.stream()
                .filter(vote -> vote.question().kind() == Kind.REPEAT)
                .toList();
        var catches = votes.stream()
                .filter(vote -> vote.question().kind() == Kind.CATCH)
                .toList();
        return new JudgeRecord(
                votes.size(),
                count(votes, vote -> vote.choice().isDecisive()),
                count(votes, vote -> vote.choice() == Choice.LEFT),
                count(votes, vote -> !vote.choice().isDecisive()),
                catches.size(),
                count(
                        catches,
                        vote -> vote.choice() != (vote.question().left().damaged() ? Choice.RIGHT : Choice.LEFT)),
                repeats.size(),
                count(
                        repeats,
                        vote -> first(vote, byNumber)
                                .equals(Optional.of(vote.choice().swapped()))),
                count(
                        repeats,
                        vote -> vote.choice().isDecisive()
                                && first(vote, byNumber).equals(Optional.of(vote.choice()))),
                median(votes));
    }

    private static int count(Collection<Vote> votes, Function<Vote, Boolean> counts) {
        return (int) votes.stream().filter(counts::apply).count();
    }

    /// The first answer to a repeated question; empty if that vote was removed.
    private static Optional<Choice> first(Vote repeat, Map<Integer, Vote> byNumber) {
        return Optional.ofNullable(byNumber.get(repeat.question().repeats().orElseThrow()))
                .map(Vote::choice);
    }

    private static double median(Collection<Vote> votes) {
        var sorted = votes.stream()
                .mapToLong(vote -> vote.thought().toMillis())
                .sorted()
                .toArray();
        return sorted.length == 0 ? 0 : sorted[sorted.length / 2] / 1000.0;
    }

    /// The proof that these votes cannot come from a judge who looks, if there is one.
    Optional<Fault> fault() {
        if (caught > 0 && Binomial.atLeast(caught, catchTrials, SLIPS) < MISTAKEN_CATCH) {
            return Optional.of(new Fault(
                    Fault.Kind.FAILS_CATCH_TRIALS,
                    "did not see the damaged picture in %d of %d catch trials".formatted(caught, catchTrials)));
        }
        int oneSide = Math.max(left, decisive - left);
        if (oneSide > STRONG_HABIT * decisive && 2 * Binomial.atLeast(oneSide, decisive, 0.5) < MISTAKEN) {
            return Optional.of(new Fault(
                    Fault.Kind.PREFERS_A_SIDE,
                    "chose %s in %d of %d votes, though sides are drawn"
                            .formatted(oneSide == left ? "left" : "right", oneSide, decisive)));
        }
        if (contradicted > 0 && Binomial.atLeast(contradicted, repeats, 0.5) < MISTAKEN) {
            return Optional.of(new Fault(
                    Fault.Kind.CONTRADICTS_ITSELF,
                    "preferred the other picture in %d of %d repeats".formatted(contradicted, repeats)));
        }
        return Optional.empty();
    }
}
