package dev.azulejo.simulator;

import dev.azulejo.simulator.port.Fault;
import dev.azulejo.simulator.port.Faults;
import dev.azulejo.simulator.schedule.Choice;
import dev.azulejo.simulator.schedule.Choices;
import dev.azulejo.simulator.schedule.Fiber;
import dev.azulejo.simulator.schedule.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A story that is imposed on a run: its unusual events are listed here, by what happens and not by when;
/// all else goes its usual way. Processes and calls are named as in a trace; `*` stands for any text.
final class Script implements Choices {
    private final Mode mode;
    private final Map<String, Integer> chosen = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();
    private final List<Direction> directions = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private @Nullable World world;

    private Script(Mode mode) {
        this.mode = mode;
    }

    static Script of(String mode) {
        return new Script(Mode.named(mode));
    }

    /// Sets a choice of the run: `value` each time, where 0 is usual.
    Script choosing(String kind, int value) {
        chosen.put(kind, value);
        return this;
    }

    /// Makes the process wait before that call until something holds.
    Script pause(String process, String call, Until until) {
        return add(new Direction(process, call, Fault.NONE, until));
    }

    Script killBefore(String process, String call) {
        return add(new Direction(process, call, Fault.KILLED_BEFORE, null));
    }

    Script killAfter(String process, String call) {
        return add(new Direction(process, call, Fault.KILLED_AFTER, null));
    }

    /// Makes a call get no answer, once.
    Script refuse(String process, String call) {
        return add(new Direction(process, call, Fault.REFUSED, null));
    }

    private Script add(Direction direction) {
        directions.add(direction);
        return this;
    }

    /// Makes a person wait until something holds, and then do something at once.
    Script somebody(String does, Until when, Consumer<World> what) {
        people.add(new Person(does, when, what));
        return this;
    }

    // ---- conditions

    /// A condition that a process or a person waits for.
    record Until(String words, Predicate<World> holds) {
        Until and(Until other) {
            return new Until(words + " and " + other.words, world -> holds.test(world) && other.holds.test(world));
        }
    }

    /// Holds when an object of that name lies in the work place.
    static Until isThere(String name) {
        return new Until(name + " is there", world -> keys(world, name).size() == 1);
    }

    /// Holds when an object of that name lies there for each of two jobs.
    static Until isThereTwice(String name) {
        return new Until(name + " is there twice", world -> keys(world, name).size() == 2);
    }

    /// Holds when the process has reached the call of a pause or another direction.
    Until isAt(String process) {
        return new Until(
                process + " is there",
                world -> directions.stream().anyMatch(direction -> direction.process.equals(process) && direction.met));
    }

    /// Holds when the fiber of that name has ended.
    static Until ended(String fiber) {
        return new Until(
                fiber + " has ended",
                world -> world.scheduler().fibers().stream()
                        .noneMatch(its -> its.name().equals(fiber)));
    }

    /// Holds when a person has done that.
    Until did(String what) {
        return new Until(what + " is done", _ -> people.stream().anyMatch(its -> its.does.equals(what) && its.done));
    }

    static List<String> keys(World world, String name) {
        try (var all = world.work.shelf().list("jobs/")) {
            return all.map(object -> object.key())
                    .filter(key -> key.endsWith("/" + name))
                    .toList();
        }
    }

    // ---- what it says to the run

    private static final class Direction {
        private final String process;
        private final String call;
        private final Pattern processes;
        private final Pattern calls;
        private final Fault fault;
        private final @Nullable Until until;
        private boolean met;
        private boolean done;

        Direction(String process, String call, Fault fault, @Nullable Until until) {
            this.process = process;
            this.call = call;
            this.processes = glob(process);
            this.calls = glob(call);
            this.fault = fault;
            this.until = until;
        }

        private static Pattern glob(String text) {
            return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q"));
        }

        boolean fits(String its, String does) {
            return !met
                    && processes.matcher(its).matches()
                    && calls.matcher(does).matches();
        }

        @Override
        public String toString() {
            var words = until == null ? fault.name() : "waits until " + until.words;
            return "%s, %s: %s".formatted(process, call, words);
        }
    }

    private static final class Person {
        private final String does;
        private final Until when;
        private final Consumer<World> what;
        private boolean done;

        Person(String does, Until when, Consumer<World> what) {
            this.does = does;
            this.when = when;
            this.what = what;
        }
    }

    @Override
    public int draw(@Nullable Fiber at, String kind, ToIntFunction<Random> how) {
        var value = chosen.get(kind);
        if (value == null) {
            return 0;
        }
        asked.add(kind);
        return value;
    }

    @Override
    public int atCall(Fiber at, String kind, String call, String object, ToIntFunction<Random> how) {
        var process = Objects.requireNonNull(at.process());
        for (var direction : directions) {
            if (!direction.fits(process.name(), call + " " + object)) {
                continue;
            }
            direction.met = true;
            if (direction.until != null) {
                world().scheduler().await(() -> direction.until.holds.test(world()));
                process.requireAlive();
            }
            direction.done = true;
            if (direction.fault != Fault.NONE) {
                return Faults.choice(direction.fault);
            }
        }
        return 0;
    }

    private World world() {
        return Objects.requireNonNull(world);
    }

    @Override
    public Fiber next(@Nullable Fiber at, boolean mayGoOn, List<Fiber> runnable) {
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

    // ---- what came of it

    /// @param missed directions that were not met; empty if the story happened
    /// @param ends how attempts ended, in the order of jobs and then of time
    record Played(List<String> missed, List<String> violations, List<String> ends, List<String> lines) {}

    Played play() throws InterruptedException, ExecutionException {
        return OneThread.runs(() -> {
            var trace = new Trace(true);
            world = mode.world(new Run.Setting(this, trace));
            for (var person : people) {
                world().scheduler().spawn(person.does, null, 0, () -> {
                    world().person(person.does);
                    world().scheduler().await(() -> person.when.holds.test(world()));
                    world().surroundings.say("---", person.does);
                    person.what.accept(world());
                    person.done = true;
                });
            }
            world().begin();
            return new Played(
                    missed(),
                    world().violations().stream().map(Object::toString).toList(),
                    world().history.jobs().stream()
                            .flatMap(job -> world().history.ends(job).stream())
                            .map(end -> end.attempt() + " " + end.kind())
                            .toList(),
                    trace.lines());
        });
    }

    private List<String> missed() {
        var missed = new ArrayList<String>();
        chosen.keySet().stream().filter(kind -> !asked.contains(kind)).forEach(missed::add);
        directions.stream().filter(its -> !its.done).map(Direction::toString).forEach(missed::add);
        people.stream().filter(its -> !its.done).map(its -> its.does).forEach(missed::add);
        return missed;
    }
}
