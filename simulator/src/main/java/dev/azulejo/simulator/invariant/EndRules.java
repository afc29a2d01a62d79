package dev.azulejo.simulator.invariant;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.attempt.JobFile;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.place.Write;
import java.util.HashMap;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Rules on how jobs end and what is reported of it; they know how attempts work.
final class EndRules {
    private static final int FEW_FAULTS = 2;

    private EndRules() {}

    // ---- an outcome is written

    private static Stream<String> ofOutcome(
            History history, Write write, BiFunction<JobFile, Outcome, Stream<String>> rule) {
        return write.file()
                .filter(file -> file.kind() == JobFile.Kind.OUTCOME)
                .map(file -> rule.apply(file, history.truth().decodeOutcome(write.bytes())))
                .orElse(Stream.empty());
    }

    static Stream<String> outcomeChanged(History history, Write write) {
        return ofOutcome(
                history,
                write,
                (file, outcome) -> history.ends(file.job()).stream()
                        .filter(earlier -> earlier.attempt() == outcome.attempt()
                                && !earlier.kind().equals(JobTruth.kind(outcome)))
                        .limit(1)
                        .map(earlier -> "attempt %d of %s was %s (by %s), now %s (by %s)"
                                .formatted(
                                        outcome.attempt(),
                                        file.job(),
                                        earlier.kind(),
                                        earlier.by(),
                                        JobTruth.kind(outcome),
                                        write.by())));
    }

    /// Finds objects of an attempt that were written twice; claims may be, and metadata: a repeat of plan
    /// may write them after they were dropped, and then drops them itself (METADATA-LEFT).
    static Stream<String> attemptRewritten(History history, Write write) {
        return write
                .file()
                .filter(file -> file.attempt().isPresent())
                .filter(file -> !file.name().endsWith(".claim") && !JobKeys.isMetadata(write.key()))
                .filter(_ -> history.written(write.key()).isPresent())
                .map(file -> "%s by %s".formatted(write.key(), write.by()))
                .stream();
    }

    static Stream<String> ofAnotherAttempt(History history, Write write) {
        return ofOutcome(
                history,
                write,
                (file, outcome) -> file.attempt().stream()
                        .filter(attempt -> !attempt.equals(outcome.ofAttempt()))
                        .map(attempt ->
                                "the outcome of attempt %d lies under %s".formatted(outcome.attempt(), write.key())));
    }

    static Stream<String> outcomeWithoutDecision(History history, Write write) {
        return ofOutcome(
                history,
                write,
                (file, outcome) -> history.truth().decision(outcome.ofAttempt()).isPresent()
                        ? Stream.empty()
                        : Stream.of("%s attempt %d of %s by %s"
                                .formatted(JobTruth.kind(outcome), outcome.attempt(), file.job(), write.by())));
    }

    static Stream<String> outcomeAgainstDecision(History history, Write write) {
        return ofOutcome(
                history,
                write,
                (file, outcome) -> history.truth().decision(outcome.ofAttempt()).stream()
                        .filter(decision -> decision.delivers()
                                ? outcome instanceof Outcome.Cancelled || outcome instanceof Outcome.Rejected
                                : !JobTruth.kind(decision).equals(JobTruth.kind(outcome)))
                        .map(decision -> "%s is decided %s, outcome is %s by %s"
                                .formatted(file.job(), JobTruth.kind(decision), JobTruth.kind(outcome), write.by())));
    }

    /// Finds jobs that were failed although the work was done before the failing process began. It cannot
    /// know of work done while it looks.
    static Stream<String> failedThoughDone(History history, Write write) {
        return write
                .file()
                .filter(file -> file.kind() == JobFile.Kind.DECISION)
                .flatMap(file -> {
                    var decided = history.truth().decodeDecision(write.bytes());
                    if (!(decided.outcome() instanceof Outcome.Failed failed)
                            || failed.failure().equals("DestinationTaken")) {
                        return Optional.empty();
                    }
                    var dead = failed.stage();
                    return JobTruth.startedAfter(dead)
                            .filter(due -> history.written(JobTruth.key(decided, due))
                                    .filter(done -> done < write.by().begun())
                                    .isPresent())
                            .findFirst()
                            .map(due ->
                                    "%s fails %s of %s, and %s was there".formatted(write.by(), dead, file.job(), due));
                })
                .stream();
    }

    // ---- a result appears

    static Stream<String> shownUndecided(History history, Write write) {
        return history.resultOf(write).stream()
                .filter(job -> history.truth().delivered(job).isEmpty())
                .map(job -> "%s by %s".formatted(job, write.by()));
    }

    /// Finds results of cancelled jobs. A decision to deliver is final, so no later attempt can be
    /// cancelled; it may fail, or be rejected.
    static Stream<String> shownAlthoughCancelled(History history, Write write) {
        return history.resultOf(write).stream()
                .flatMap(job -> history.truth().decision(job).stream()
                        .filter(decision -> decision.outcome() instanceof Outcome.Cancelled)
                        .map(decision ->
                                "%s was decided %s, shown by %s".formatted(job, JobTruth.kind(decision), write.by())));
    }

    // ---- at the end

    static Stream<String> twoJobs(History history, Circumstances circumstances) {
        var byVersion = new HashMap<String, JobId>();
        return history.jobs().stream()
                .flatMap(job -> history.version(job).stream()
                        .flatMap(version -> Stream.ofNullable(byVersion.put(version, job))
                                .map(other -> "of %s: %s and %s".formatted(version, other, job))));
    }

    static Stream<String> noJob(History history, Circumstances circumstances) {
        var byVersion = history.jobsByVersion();
        return history.pictures().stream()
                .filter(picture -> !byVersion.containsKey(picture.version())
                        && circumstances.letters().isEmpty())
                .map(picture -> "%s of %s".formatted(picture.version(), picture.key()));
    }

    static Stream<String> stuck(History history, Circumstances circumstances) {
        return history.jobs().stream()
                .flatMap(job -> attempts(history, job))
                .filter(attempt -> history.truth().decision(attempt).isEmpty()
                        || history.truth().outcome(attempt).isEmpty())
                .map(attempt -> "%s: decision %s, outcome %s, came to %s%s"
                        .formatted(
                                attempt,
                                history.truth()
                                        .decision(attempt)
                                        .map(JobTruth::kind)
                                        .orElse("none"),
                                history.truth()
                                        .outcome(attempt)
                                        .map(JobTruth::kind)
                                        .orElse("none"),
                                history.truth().furthest(attempt),
                                circumstances.hasLetter(attempt.job().text()) ? "; there is a letter" : ""));
    }

    /// All attempts of a job; the first one if none has begun.
    private static Stream<Attempt> attempts(History history, JobId job) {
        int newest = history.truth().newest(job).map(Attempt::number).orElse(0);
        return IntStream.rangeClosed(0, newest).mapToObj(number -> new Attempt(job, number));
    }

    private static Stream<String> ofEnded(History history, BiFunction<JobId, Outcome, Optional<String>> rule) {
        return history.jobs().stream()
                .flatMap(job -> history.truth().outcome(job).stream()
                        .filter(_ -> history.truth().decision(job).isPresent())
                        .flatMap(outcome -> rule.apply(job, outcome).stream()));
    }

    static Stream<String> shownButEnded(History history, Circumstances circumstances) {
        return ofEnded(
                history,
                (job, outcome) -> !(outcome instanceof Outcome.Succeeded)
                                && history.shown(job).stream().anyMatch(show -> show.attempt() == outcome.attempt())
                        ? Optional.of("%s attempt %d is %s".formatted(job, outcome.attempt(), JobTruth.kind(outcome)))
                        : Optional.empty());
    }

    static Stream<String> succeededUnseen(History history, Circumstances circumstances) {
        return ofEnded(history, (job, outcome) -> unseen(history, job, outcome));
    }

    /// Describes a result that a success names and that never appeared.
    static Optional<String> unseen(History history, JobId job, Outcome outcome) {
        return outcome instanceof Outcome.Succeeded succeeded
                ? succeeded.results().stream()
                        .filter(result -> history.shown(job).stream()
                                .noneMatch(show -> show.version().equals(result.version())))
                        .findFirst()
                        .map(result -> "%s names %s of %s, which was never shown"
                                .formatted(job, result.version(), result.uri().key()))
                : Optional.empty();
    }

    static Stream<String> nobodyTold(History history, Circumstances circumstances) {
        return history.jobs().stream()
                .filter(job -> !circumstances.hasLetter(job.text())
                        && history.truth().outcome(job).isPresent())
                .flatMap(job -> history.ends(job).stream()
                        .filter(end -> !history.told().containsKey(job + "-" + end.attempt()))
                        .limit(1)
                        .map(end -> "%s attempt %d %s".formatted(job, end.attempt(), end.kind())));
    }

    static Stream<String> failedTooEasily(History history, Circumstances circumstances) {
        if (circumstances.faults() > FEW_FAULTS || circumstances.redrives() > 0 || circumstances.stopped() > 0) {
            return Stream.empty();
        }
        return ofEnded(
                history,
                (job, outcome) -> outcome instanceof Outcome.Failed failed
                                && !failed.failure().equals("NO_PERMISSIONS")
                                && !isTaken(history, failed)
                        ? Optional.of(
                                "%d faults: %s %s".formatted(circumstances.faults(), failed.stage(), failed.detail()))
                        : Optional.empty());
    }

    /// Finds jobs that failed in a run without faults. One case is known and allowed (see the protocol): a
    /// repeat of plan that pauses may remove what was made anew meanwhile.
    static Stream<String> failedWithoutFault(History history, Circumstances circumstances) {
        if (circumstances.faults() > 0 || circumstances.stopped() > 0 || history.hasExpired()) {
            return Stream.empty();
        }
        return history.jobs().stream()
                .flatMap(job -> attempts(history, job))
                .flatMap(attempt -> history.truth().outcome(attempt).stream())
                .flatMap(outcome -> outcome instanceof Outcome.Failed failed
                                && !isTaken(history, failed)
                                && failed.damaged().stream().noneMatch(history::isForgotten)
                        ? Stream.of("%s: %s %s".formatted(failed.ofAttempt(), failed.stage(), failed.detail()))
                        : Stream.empty());
    }

    private static boolean isTaken(History history, Outcome.Failed failed) {
        return failed.failure().equals("DestinationTaken") && history.hasForeign();
    }

    static Stream<String> oneEventIdForTwoOutcomes(History history, Circumstances circumstances) {
        return history.told().entrySet().stream()
                .filter(told -> told.getValue().size() > 1)
                .map(told -> told.getKey() + " " + told.getValue());
    }
}
