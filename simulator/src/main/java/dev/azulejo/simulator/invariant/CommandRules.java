package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.storage.NoSuchObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Rules that must hold when a command answers, and after the last command.
public final class CommandRules {
    private CommandRules() {}

    /// Checks what a command said of the end of its job.
    public static Stream<Violation> atAnswer(History history, Outcome outcome) {
        var unseen =
                EndRules.unseen(history, outcome.job(), outcome).map(what -> new Violation("SUCCEEDED-UNSEEN", what));
        boolean isShown = !(outcome instanceof Outcome.Succeeded)
                && history.shown(outcome.job()).stream().anyMatch(show -> show.attempt() == outcome.attempt());
        var shown = isShown
                ? Stream.of(new Violation(
                        "SHOWN-BUT-ENDED",
                        "%s attempt %d is %s".formatted(outcome.job(), outcome.attempt(), JobTruth.kind(outcome))))
                : Stream.<Violation>empty();
        return Stream.concat(unseen.stream(), shown);
    }

    /// Checks the result of a last command that succeeded without faults: it must be that of the source in
    /// the inbox.
    public static Optional<Violation> atLastResult(History history, String source, String result) {
        try {
            var there = history.outbox().shelf().readAll(result);
            var version = history.inbox().shelf().version(source);
            var picture = history.picture(version).orElseThrow();
            boolean isRight = history.outbox()
                    .shelf()
                    .stat(result)
                    .flatMap(History::maker)
                    .filter(job -> history.isResult(job, picture, there))
                    .isPresent();
            return isRight
                    ? Optional.empty()
                    : Optional.of(new Violation(
                            "WRONG-RESULT-AT-THE-END",
                            "%s is not that of image %d".formatted(result, picture.number())));
        } catch (NoSuchObject e) {
            return Optional.of(new Violation("RESULT-GONE", result));
        }
    }

    /// Checks that only the history of jobs is left, once all of them ended long ago.
    public static Optional<Violation> atTheVeryEnd(History history) {
        List<String> left = TidinessRules.pixels(history);
        return left.isEmpty() ? Optional.empty() : Optional.of(new Violation("PIXELS-LEFT", left.toString()));
    }
}
