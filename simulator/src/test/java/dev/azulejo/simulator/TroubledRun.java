package dev.azulejo.simulator;

import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.port.Fault;
import dev.azulejo.simulator.port.Faults;
import dev.azulejo.simulator.schedule.Choice;
import dev.azulejo.simulator.schedule.Choices;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Trace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A run in which a stage is in trouble at its n-th call, and nothing else is unusual.
final class TroubledRun implements Choices {
    /// The steps of a second as the queue of tasks counts them.
    private static final int STEPS_PER_SECOND = 5;

    private static final long TWO_MINUTES = 120 * STEPS_PER_SECOND;

    /// The steps until people have mended a policy, or a photograph that kills workers is given up.
    private static final long LONG = 10 * TWO_MINUTES;

    /// The seconds between the tries that Lambda gives an event, less those before.
    private static final int[] RETRIES = {60, 120};

    /// The end of a file without a job: its owner is not told; operators read which one it was, and put it
    /// again.
    static final String NO_JOB = "no job: a letter in the last queue names the file";

    private final Stage stage;
    private final Trouble trouble;
    private final int nth;
    private final int cut;
    private final List<String> dying;
    private final Map<String, Integer> callsOf = new HashMap<>();
    private final Map<String, Integer> retriesOf = new HashMap<>();
    private int calls;
    private int repeats;
    private int turn;
    private long since = -1;
    private @Nullable World world;

    /// @param nth of its calls, from 0 on
    /// @param cut how the picture is cut: 0 for one shard and one strip, 4 for several
    TroubledRun(Stage stage, Trouble trouble, int nth, int cut) {
        this.stage = stage;
        this.trouble = trouble;
        this.nth = nth;
        this.cut = cut;
        this.dying = new ArrayList<>(stage.dying());
    }

    /// @param met whether that call was made
    /// @param ends of the attempts, in words
    record Ended(boolean met, List<String> ends, List<String> violations, List<String> lines) {
        boolean hasLetterForPeople() {
            return lines.stream().anyMatch(line -> line.contains("people send a letter back"));
        }
    }

    Ended run() {
        var trace = new Trace(true);
        world = Mode.named("base").world(new Run.Setting(this, trace));
        world().begin();
        var truth = world().history.truth();
        var ends = new ArrayList<>(world().history.jobs().stream()
                .map(job -> truth.outcome(job).map(TroubledRun::told).orElse("never"))
                .toList());
        if (ends.isEmpty()
                && trace.lines().stream().anyMatch(line -> line.contains("the letter goes to the last queue"))) {
            ends.add(NO_JOB);
        }
        return new Ended(
                since >= 0 || trouble.isRepetition(),
                ends,
                world().violations().stream().map(Object::toString).toList(),
                trace.lines());
    }

    private static String told(Outcome outcome) {
        return outcome instanceof Outcome.Failed failed
                ? "fails at %s: `%s`".formatted(failed.stage(), simple(failed.failure()))
                : JobTruth.kind(outcome);
    }

    private static String simple(String failure) {
        return failure.substring(failure.lastIndexOf('.') + 1);
    }

    @Override
    public int atCall(Fiber at, String kind, String call, String object, ToIntFunction<Random> how) {
        var process = Objects.requireNonNull(at.process());
        if (dies(process, call + " " + object)) {
            return Faults.choice(Fault.KILLED_BEFORE);
        }
        return stage.isAt(process.name()) ? Faults.choice(fault(process)) : 0;
    }

    private boolean dies(SimProcess process, String call) {
        return dying.removeIf(its -> {
            int space = its.indexOf(' ');
            return its.substring(0, space).equals(process.name())
                    && Pattern.matches(Pattern.quote(its.substring(space + 1)).replace("*", "\\E.*\\Q"), call);
        });
    }

    private Fault fault(SimProcess process) {
        boolean isNth = calls++ == nth;
        int ofThis = callsOf.merge(process.name(), 1, Integer::sum) - 1;
        return switch (trouble) {
            case KILLED_BEFORE -> isNth ? met(Fault.KILLED_BEFORE) : Fault.NONE;
            case KILLED_AFTER -> isNth ? met(Fault.KILLED_AFTER) : Fault.NONE;
            case ANSWER_LOST -> isNth ? met(Fault.ANSWER_LOST) : Fault.NONE;
            case KILLED_EACH_TIME -> ofThis == nth && within(LONG) ? Fault.KILLED_BEFORE : Fault.NONE;
            case DENIED -> ofThis == nth && within(LONG) ? Fault.DENIED : Fault.NONE;
            case DENIED_ALL -> ofThis >= nth && within(LONG) ? Fault.DENIED : Fault.NONE;
            case THROTTLED -> calls > nth && within(TWO_MINUTES) ? Fault.REFUSED : Fault.NONE;
            case SLOW -> {
                if (isNth) {
                    met(Fault.NONE);
                    world().scheduler().sleep(LONG);
                    process.requireAlive();
                }
                yield Fault.NONE;
            }
            case TWICE, AT_ONCE -> Fault.NONE;
        };
    }

    private Fault met(Fault fault) {
        since = world().scheduler().step();
        return fault;
    }

    /// Whether the given number of steps has not yet passed since the trouble was first met.
    private boolean within(long steps) {
        if (since < 0) {
            since = world().scheduler().step();
        }
        return world().scheduler().step() < since + steps;
    }

    @Override
    public int draw(@Nullable Fiber at, String kind, ToIntFunction<Random> how) {
        return switch (kind) {
            case "rows of a strip" -> cut;
            case "delay of retry" -> {
                int earlier = retriesOf.merge(Objects.requireNonNull(at).name(), 1, Integer::sum) - 1;
                yield RETRIES[Math.min(earlier, RETRIES.length - 1)] * STEPS_PER_SECOND;
            }
            case "a state waits before it tries again" -> 10 * STEPS_PER_SECOND;
            case "delay of letter again" -> 900 * STEPS_PER_SECOND;
            case "a function is throttled" -> isCalled() && within(TWO_MINUTES) ? 1 : 0;
            case "the answer of a function is lost" -> isAnswerLost() ? 1 : 0;
            default -> isRepeated(kind) ? 1 : 0;
        };
    }

    /// Whether the function that Step Functions calls is throttled as a whole by Lambda.
    private boolean isCalled() {
        return trouble == Trouble.THROTTLED && stage == Stage.MACHINE && calls++ >= nth;
    }

    private boolean isAnswerLost() {
        return trouble == Trouble.ANSWER_LOST
                && stage == Stage.MACHINE
                && calls++ == nth
                && met(Fault.NONE) == Fault.NONE;
    }

    private boolean isRepeated(String kind) {
        return (trouble == Trouble.SLOW || trouble.isRepetition()) && stage.isRepeat(kind) && repeats++ < 2;
    }

    @Override
    public Fiber next(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable) {
        if (trouble == Trouble.AT_ONCE) {
            return runnable.get(turn++ % runnable.size());
        }
        return at != null && mayGoOn ? at : runnable.getLast();
    }

    @Override
    public boolean isRandom() {
        return false;
    }

    @Override
    public List<Choice> made() {
        return List.of();
    }

    private World world() {
        return Objects.requireNonNull(world);
    }
}
