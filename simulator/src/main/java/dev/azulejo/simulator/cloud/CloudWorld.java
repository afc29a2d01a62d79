package dev.azulejo.simulator.cloud;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.port.Places;
import dev.azulejo.functions.GivenFunctions;
import dev.azulejo.simulator.Run;
import dev.azulejo.simulator.World;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.cloud.CloudMode.Chance;
import dev.azulejo.simulator.cloud.CloudMode.Redrives;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.invariant.Circumstances;
import dev.azulejo.simulator.invariant.History;
import dev.azulejo.simulator.invariant.Violation;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.port.Faults.Severity;
import dev.azulejo.simulator.port.FiberMap;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/// Buckets, EventBridge, Lambda, Step Functions and SQS around the real handlers, workers and definitions.
public final class CloudWorld extends World {
    private static final List<String> SOURCES = List.of("anime-x2/a.png", "anime-x2/b.png");
    private static final List<String> LOOKED_AT = List.of("auto/a.png", "auto/b.png");
    /// Rows per strip to choose from: mostly one strip and one shard, or three strips and several shards;
    /// seldom so many strips that stitching takes two runs.
    private static final int[] STRIP_ROWS = {68, 68, 68, 68, 24, 24, 24, 24, 24, 4};

    private static final int WORKERS = 2;
    private static final double[] FAULTS = {0.002, 0.01, 0.03};
    private static final double[] BAD_DAYS = {0.03, 0.1, 0.3};
    private static final double[] DUPLICATES = {0.1, 0.3, 0.5};
    private static final List<String> SUFFERING = List.of(
            "deliver", "letter", "plan", "intake", "worker", "enhance", "stitch", "notify", "canceller", "redrive");
    private static final int LATEST_DEPLOYMENT = 1_200;
    private static final int POISON = 40;
    /// The number of rounds after which attempt numbers have two digits.
    private static final int STUBBORN_ROUNDS = 11;
    private static final byte[] FOREIGN = {1};
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private final CloudMode mode;
    private final Map<String, String> options;
    private final LongFunction<String> sequencers;
    private final Tasks tasks;
    private final Machines machines;
    private final Letters letters;
    private final Bus bus;
    private final boolean isPoisonous;
    private final List<Boolean> looks;
    private final Workers workers;
    private final People people;

    public CloudWorld(Run.Setting setting, CloudMode mode) {
        super(setting, mode.may(Chance.FINE_TIMES) ? Kind.BUCKETS : Kind.COARSE_BUCKETS, STRIP_ROWS);
        this.mode = mode;
        surroundings.faults().set(severity());
        options = options();
        sequencers =
                mode.may(Chance.ODD_SEQUENCERS) ? surroundings.one("sequencers", Events.SEQUENCERS) : Events.PADDED;
        tasks = new Tasks(surroundings, mode.may(Chance.DUPLICATES));
        long deployedAt = mode.may(Chance.BUILDS)
                ? 100 + surroundings.below("when a build is deployed", LATEST_DEPLOYMENT)
                : Long.MAX_VALUE;
        var given = new GivenFunctions(bucket(), CODEC, new FiberMap(surroundings), NOWHERE);
        var functions = new Functions(this, given, deployedAt);
        letters = new Letters(surroundings, functions);
        machines = new Machines(surroundings, work, bucket(), tasks, functions, letters);
        double duplicates = mode.may(Chance.DUPLICATES)
                ? DUPLICATES[surroundings.below("how often events come twice", DUPLICATES.length)]
                : 0;
        bus = new Bus(surroundings, functions, machines, letters, duplicates);
        isPoisonous = mode.faults() > 0 && surroundings.below("the source is poison", POISON) == POISON - 1;
        workers = new Workers(this, surroundings, mode.faults() > 0, isPoisonous);
        looks = SOURCES.stream()
                .map(source -> mode.may(Chance.LOOKS) && surroundings.below("nobody looks at " + source, 4) != 3)
                .toList();
        people = new People(this, surroundings, mode);
    }

    /// Chooses where faults happen: a few anywhere, or many in one kind of process.
    private Severity severity() {
        if (mode.faults() == 0) {
            return Severity.NONE;
        }
        if (surroundings.below("somebody has a bad day", 3) == 2) {
            return new Severity(
                    surroundings.below("most faults of a bad day", 2 * mode.faults() + 1),
                    BAD_DAYS[surroundings.below("faults of a bad day", BAD_DAYS.length)],
                    surroundings.one("who has a bad day", SUFFERING));
        }
        return new Severity(
                surroundings.below("most faults", mode.faults() + 1),
                FAULTS[surroundings.below("faults", FAULTS.length)],
                "");
    }

    /// Options of a job: how the work is cut, and whether there is a second result.
    private Map<String, String> options() {
        var all = new LinkedHashMap<String, String>();
        all.put("azulejo-strip-rows", String.valueOf(rowsPerStrip));
        all.put("azulejo-shard-tiles", rowsPerStrip == Pictures.RESULT_ROWS ? "100" : "4");
        int seldom = mode.may(Chance.STRANGERS) ? 2 : 6;
        if (surroundings.below("a second result", seldom) == seldom - 1) {
            all.put("azulejo-also", "webp");
        }
        return all;
    }

    private String bucket() {
        return work.uri().getHost();
    }

    // ---- what the parts of this world ask for

    static JobCodec codec() {
        return CODEC;
    }

    DropFolder folder() {
        return folder;
    }

    Tasks tasks() {
        return tasks;
    }

    Machines machines() {
        return machines;
    }

    /// Reports a redrive in vain, which no rule of writes can see because nothing is written.
    void redrivenInVain(String words) {
        violated(new Violation("REDRIVEN-IN-VAIN", words));
    }

    /// Records that a worker has stopped as it was told.
    void left(SimProcess worker) {
        history.left(worker);
    }

    Port port() {
        return surroundings.port();
    }

    Set<JobId> jobs() {
        return history.jobs();
    }

    JobTruth truth() {
        return history.truth();
    }

    /// How often an object was written into the work place.
    long writes() {
        return work.shelf().writes();
    }

    @Override
    protected Scheduler scheduler() {
        return super.scheduler();
    }

    @Override
    protected JobObjects objects(SimProcess process) {
        return super.objects(process);
    }

    @Override
    protected Places places(SimProcess process) {
        return super.places(process);
    }

    /// Tells a process how a job ended.
    void tell(SimProcess process, String id, Outcome outcome) {
        told(outcome, process);
        surroundings
                .port()
                .call(
                        process,
                        PortCall.NOTIFY,
                        id + " " + JobTruth.kind(outcome),
                        false,
                        Port.Failures.ofServices(),
                        () -> {
                            history.told(id, outcome);
                            return "";
                        });
    }

    void upload(int source, int number) {
        put(key(source), number, options);
    }

    void deleteSource(int source) {
        var person = person("deleter");
        scheduler.pass();
        surroundings.say("deletes", key(source));
        inbox.delete(key(source), person);
    }

    /// The key of a source, for all its versions: in a folder whose recipe looks at the pixels, or in
    /// another one.
    private String key(int source) {
        return (looks.get(source) ? LOOKED_AT : SOURCES).get(source);
    }

    /// Has a stranger put a file where a result of the job goes, unless one is there.
    void intrude(JobId job) {
        var stranger = person("stranger");
        var outputs = history.truth().request(job).orElseThrow().outputs();
        var result = outputs.get(surroundings.below("whose place the stranger takes", outputs.size()));
        scheduler.pass();
        var key = result.destination().key();
        surroundings.say(
                "puts a file of its own at", key, outbox.commit(key, FOREIGN, Map.of(), Precondition.ABSENT, stranger));
    }

    /// Deletes old objects one by one, as a bucket's lifecycle rule does.
    void expire(List<String> keys) {
        var rule = person(History.RULE);
        for (var key : keys) {
            scheduler.pass();
            surroundings.say("drops", key);
            work.delete(key, rule);
        }
    }

    /// The keys of all objects of the job.
    List<String> keys(JobId job) {
        try (var all = work.shelf().list("jobs/%s/".formatted(job))) {
            return all.map(ObjectStat::key).toList();
        }
    }

    boolean isThere(JobId job, int attempt, String name) {
        return work.shelf()
                .stat("jobs/%s/attempts/%d/%s".formatted(job, attempt, name))
                .isPresent();
    }

    // ---- the run

    @Override
    protected void written(Write write) {
        if (write.place() == inbox) {
            bus.dropped(Events.objectCreated(
                    inbox.uri().getHost(),
                    write.key(),
                    write.version(),
                    write.bytes().length,
                    sequencers.apply(scheduler.step())));
        } else if (write.place() == work) {
            bus.written(
                    write.key(),
                    Events.objectCreated(
                            bucket(),
                            write.key(),
                            write.version(),
                            write.bytes().length,
                            Events.PADDED.apply(scheduler.step())));
        }
    }

    @Override
    protected void run() {
        workers.begin(WORKERS);
        people.begin();
        scheduler.run();
        settle();
        if (mode.redrives().isQuiet()) {
            int least = mode.redrives() == Redrives.STUBBORN ? STUBBORN_ROUNDS : 1;
            int rounds = least + surroundings.below("further rounds of quiet redrives", 3);
            for (int round = 0; round < rounds && people.redriveQuietly().isPresent(); round++) {
                scheduler.run();
                settle();
            }
        }
        people.close();
        scheduler.run();
        settle();
        letters.sendBack();
        settle();
        check(circumstances());
        scheduler.end();
    }

    /// Ends the faults: what is under way finishes, and tasks without an answer time out.
    private void settle() {
        scheduler.calm(true);
        tasks.calm();
        scheduler.run();
        while (!scheduler.isEndless() && tasks.timeOut()) {
            scheduler.run();
        }
        scheduler.calm(false);
    }

    private Circumstances circumstances() {
        return new Circumstances(
                surroundings.faults().count() + (isPoisonous ? workers.deaths() : 0),
                people.redrives(),
                machines.stopped(),
                tasks.timedOut(),
                tasks.handedOutTwice() + machines.stale(),
                workers.deaths(),
                surroundings.faults().isFree(),
                letters.unexplained(),
                Stream.concat(tasks.left().stream(), machines.left().stream()).toList());
    }
}
