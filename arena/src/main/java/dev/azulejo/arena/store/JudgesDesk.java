package dev.azulejo.arena.store;

import dev.azulejo.arena.Answer;
import dev.azulejo.arena.Asked;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.asking.Schedule;
import dev.azulejo.arena.asking.Standing;
import dev.azulejo.arena.asking.Standing.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Serves a judge: gives the next question, shows its two pictures, takes the answer. A judge has one open
/// question at a time, the same in every tab and after every restart, and does not learn which contender
/// made what. Thread-safe.
public final class JudgesDesk {
    private final ArenaObjects objects;
    private final PublishedArena published;
    private final Clock clock;

    public JudgesDesk(ArenaObjects objects, PublishedArena published, Clock clock) {
        this.objects = objects;
        this.published = published;
        this.clock = clock;
    }

    /// The response to a judge who asks for a question.
    public sealed interface Next {
        /// @param answered how many this judge has answered
        record Put(Asked asked, int answered) implements Next {}

        record Done(Why why, int answered) implements Next {}
    }

    public enum Why {
        /// The arena has its result.
        ENOUGH_VOTES,
        /// The judge has seen all there is.
        SEEN_ALL
    }

    /// The response to an answer.
    public enum Taken {
        COUNTED,
        /// The same answer to that question was stored before.
        KNOWN,
        /// Another answer to that question is stored, and stays.
        ANSWERED_OTHERWISE,
        NEVER_ASKED
    }

    public enum Side {
        LEFT,
        RIGHT
    }

    public PublishedArena arena() {
        return published;
    }

    public Optional<Judge> judge(String key) {
        return JudgeKey.parse(key).flatMap(objects::judge);
    }

    public Next next(Judge judge) {
        while (true) { // until a question is written, by this process or another
            var asked = objects.asked(judge.id());
            var votes = objects.votes();
            var open =
                    asked.stream().filter(question -> isOpen(question, votes)).findFirst();
            if (open.isPresent()) {
                return new Next.Put(open.get(), asked.size() - 1);
            }
            var standing = new Standing(published.arena(), votes);
            if (standing.verdict() != Verdict.GOES_ON) {
                return new Next.Done(Why.ENOUGH_VOTES, asked.size());
            }
            var question = new Schedule(published.arena(), judge.id(), asked).next(standing.duels());
            if (question.isEmpty()) {
                return new Next.Done(Why.SEEN_ALL, asked.size());
            }
            var put = new Asked(judge.id(), asked.size(), question.get(), clock.instant());
            if (objects.ask(put)) {
                return new Next.Put(put, asked.size());
            }
        }
    }

    private static boolean isOpen(Asked question, List<Vote> votes) {
        return votes.stream()
                .noneMatch(vote ->
                        vote.judge().equals(question.judge()) && vote.asked().number() == question.number());
    }

    /// Stores an answer; it is kept once this returns.
    public Taken answer(Judge judge, int number, Answer answer) {
        var question = asked(judge, number);
        if (question.isEmpty()) {
            return Taken.NEVER_ASKED;
        }
        if (objects.vote(new Vote(question.get(), answer, clock.instant()))) {
            return Taken.COUNTED;
        }
        var kept = objects.vote(judge.id(), number).map(Vote::answer);
        return kept.equals(Optional.of(answer)) ? Taken.KNOWN : Taken.ANSWERED_OTHERWISE;
    }

    /// One side of a question that was put to this judge.
    public Optional<byte[]> picture(Judge judge, int number, Side side) {
        return asked(judge, number).map(Asked::question).map(question -> {
            var picture = side == Side.LEFT ? question.left() : question.right();
            return objects.picture(published, question.scene(), picture);
        });
    }

    private Optional<Asked> asked(Judge judge, int number) {
        return objects.asked(judge.id()).stream()
                .filter(question -> question.number() == number)
                .findFirst();
    }
}
