package dev.azulejo.arena;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/// An answer to a question. Immutable.
public record Vote(Asked asked, Answer answer, Instant at) {
    /// Order of votes by time; votes of the same moment by judge and number, so that any two readers see
    /// one order.
    public static final Comparator<Vote> ORDER = Comparator.comparing(Vote::at)
            .thenComparing(Vote::judge)
            .thenComparingInt(vote -> vote.asked().number());

    public String judge() {
        return asked.judge();
    }

    /// This vote as cast by another judge.
    public Vote by(String judge) {
        return new Vote(new Asked(judge, asked.number(), asked.question(), asked.at()), answer, at);
    }

    public Question question() {
        return asked.question();
    }

    public Choice choice() {
        return answer.choice();
    }

    public Duration thought() {
        return Duration.between(asked.at(), at);
    }
}
