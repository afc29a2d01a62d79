package dev.azulejo.simulator.invariant;

import static dev.azulejo.simulator.invariant.Invariant.atDelete;
import static dev.azulejo.simulator.invariant.Invariant.atEnd;
import static dev.azulejo.simulator.invariant.Invariant.atTold;
import static dev.azulejo.simulator.invariant.Invariant.atWrite;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.place.Delete;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.schedule.SimProcess;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// All rules, one per row. Those of [EndRules] depend on how attempts work; the others do not.
public final class Invariants {
    /// Rules that hold in every world.
    private static final List<Invariant> ALWAYS = List.of(
            atWrite("OUTCOME-CHANGED", "an attempt ends once, and in one way", EndRules::outcomeChanged),
            atWrite("ATTEMPT-REWRITTEN", "what an attempt says of itself is written once", EndRules::attemptRewritten),
            atWrite(
                    "OUTCOME-OF-ANOTHER-ATTEMPT",
                    "what lies under an attempt's key is of that attempt",
                    EndRules::ofAnotherAttempt),
            atWrite(
                    "OUTCOME-WITHOUT-DECISION",
                    "it is decided how a job ends before it ends",
                    EndRules::outcomeWithoutDecision),
            atWrite("OUTCOME-AGAINST-DECISION", "a job ends as it was decided", EndRules::outcomeAgainstDecision),
            atWrite("FAILED-THOUGH-DONE", "a stage that was done meanwhile fails no job", EndRules::failedThoughDone),
            atWrite(
                    "EMPTY-STAGE-OBJECT",
                    "an object that starts a stage says something",
                    ResultRules::emptyStageObject),
            atWrite("SHOWN-UNDECIDED", "nothing is shown before it is decided to deliver it", EndRules::shownUndecided),
            atWrite(
                    "SHOWN-ALTHOUGH-CANCELLED",
                    "a cancelled job never shows a result",
                    EndRules::shownAlthoughCancelled),
            atWrite(
                    "WRONG-BYTES",
                    "a result has the bytes that one build makes of its source",
                    ResultRules::wrongBytes),
            atWrite(
                    "LOOKED-ANEW",
                    "an attempt goes by what the attempt before it saw in the picture",
                    ResultRules::lookedAnew),
            atEnd(
                    "ONE-EVENT-ID-FOR-TWO-OUTCOMES",
                    "an event id sent twice has the same content",
                    EndRules::oneEventIdForTwoOutcomes),
            atEnd("PENDING-LEFT", "no live process leaves a write behind", TidinessRules::pendingLeft));

    private static final List<Invariant> LAPTOP = List.of(atDelete(
            "CLEANED-TOO-YOUNG",
            "clean-up of what is old drops nothing of a job that was touched since then",
            TidinessRules::cleanedTooYoung));

    private static final List<Invariant> CLOUD = List.of(
            atWrite(
                    "WORK-AFTER-THE-END",
                    "no work begins for a job that was decided to end without a result",
                    ResultRules::workAfterTheEnd),
            atEnd("TWO-JOBS", "one version of a source makes one job", EndRules::twoJobs),
            atEnd("NO-JOB", "each version of a source makes a job, or a letter that people read", EndRules::noJob),
            atEnd("STUCK", "each attempt ends once faults stop", EndRules::stuck),
            atEnd("SHOWN-BUT-ENDED", "an attempt that has shown a result has succeeded", EndRules::shownButEnded),
            atEnd(
                    "SUCCEEDED-UNSEEN",
                    "a job that succeeded has shown what its outcome names",
                    EndRules::succeededUnseen),
            atEnd("NOBODY-TOLD", "each end is announced", EndRules::nobodyTold),
            atEnd("FAILED-TOO-EASILY", "two faults fail no job", EndRules::failedTooEasily),
            atEnd(
                    "FAILED-WITHOUT-FAULT",
                    "without a fault, or a stranger's file in the way, no attempt fails",
                    EndRules::failedWithoutFault),
            atEnd("RESULT-GONE", "what succeeded last is there", ResultRules::resultGone),
            atEnd("OLD-HIDES-NEW", "an older version's result never hides a newer one's", ResultRules::oldHidesNew),
            atEnd(
                    "SHOWN-WITHOUT-SUCCESS",
                    "what is there is of a job that succeeded",
                    ResultRules::shownWithoutSuccess),
            atEnd("NEWEST-SUPERSEDED", "the current version is superseded by none", ResultRules::newestSuperseded),
            atEnd(
                    "REPORT-MISSING",
                    "beside the place of a result that does not come it is said why",
                    ResultRules::reportMissing),
            atEnd("REPORT-LEFT", "no report lies beside a newer result", ResultRules::reportLeft),
            atEnd("TASK-TIMED-OUT", "each task is answered", TidinessRules::taskTimedOut),
            atEnd("INFERRED-TWICE", "without a fault no shard is inferred twice", TidinessRules::inferredTwice),
            atEnd("LEFT", "no message and no execution is left", TidinessRules::left),
            atEnd(
                    "METADATA-LEFT",
                    "what a source says beside its pixels goes when its job has ended, unless it failed",
                    TidinessRules::metadataLeft),
            atEnd(
                    "RESULT-LEFT-OUT",
                    "a success lacks no result but where a stranger's file lay",
                    ResultRules::resultLeftOut),
            atTold(
                    "TOLD-BEFORE-REPORT",
                    "a job announced without a result has a report",
                    ResultRules::toldBeforeReport),
            atWrite(
                    "MARKER-COUNTS-MORE",
                    "a marker counts workers that are at the shard, or died of it",
                    TidinessRules::markerCountsMore),
            atEnd(
                    "MARKER-OF-ONE-GIVEN-UP",
                    "a shard that was given up can be tried again",
                    TidinessRules::markerOfOneGivenUp),
            atEnd("MARKERS-LEFT", "without a death no marker is left", TidinessRules::markersLeft));

    private final List<Invariant> rules;

    private Invariants(List<Invariant> rules) {
        this.rules = rules;
    }

    public static Invariants ofCloud() {
        return new Invariants(Stream.concat(ALWAYS.stream(), CLOUD.stream()).toList());
    }

    /// The rules on a laptop, where the command that is given again judges the end.
    public static Invariants ofLaptop() {
        return new Invariants(Stream.concat(ALWAYS.stream(), LAPTOP.stream()).toList());
    }

    /// Checks an object that has appeared, then adds it to the history.
    public List<Violation> add(History history, Write write) {
        var found = violations(rule ->
                rule.check() instanceof Invariant.AtWrite check ? check.violations(history, write) : Stream.empty());
        history.add(write);
        return found;
    }

    /// Checks an object that is about to be deleted, then records that.
    public List<Violation> delete(History history, Delete delete) {
        var found = violations(rule ->
                rule.check() instanceof Invariant.AtDelete check ? check.violations(history, delete) : Stream.empty());
        history.delete(delete);
        return found;
    }

    /// Checks an outcome that a process is told.
    public List<Violation> tell(History history, Outcome outcome, SimProcess by) {
        return violations(rule -> rule.check() instanceof Invariant.AtTold check
                ? check.violations(history, outcome, by)
                : Stream.empty());
    }

    private List<Violation> violations(Function<Invariant, Stream<String>> check) {
        return rules.stream()
                .flatMap(rule -> check.apply(rule).map(detail -> new Violation(rule.name(), detail)))
                .toList();
    }

    /// Checks the rules for the end, once nothing happens any more.
    public List<Violation> atTheEnd(History history, Circumstances circumstances) {
        return violations(rule -> rule.check() instanceof Invariant.AtEnd check
                ? check.violations(history, circumstances)
                : Stream.empty());
    }
}
