package dev.azulejo.simulator.cloud;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.port.Places;
import dev.azulejo.functions.GivenFunctions;
import dev.azulejo.simulator.Run;
import dev.azulejo.simulator.World;
import dev.azulejo.simulator.attempt.JobTruth;
import dev.azulejo.simulator.cloud.CloudMode.Redrives;
import dev.azulejo.simulator.image.Pictures;
import dev.azulejo.simulator.invariant.Circumstances;
import dev.azulejo.simulator.place.Write;
import dev.azulejo.simulator.port.Faults.Severity;
import dev.azulejo.simulator.port.FiberMap;
import dev.azulejo.simulator.port.Port;
import dev.azulejo.simulator.port.PortCall;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Buckets, EventBridge, Lambda, Step Functions and SQS around the real handlers, workers and definitions.
public final class CloudWorld extends World {
    private static final List<String> SOURCES = List.of("photo-x2/a.png", "photo-x2/b.png");
    /// One strip and one shard mostly, or three strips and several shards; seldom so many strips that they make two
    /// runs.
    private static final int[] STRIP_ROWS = {68, 68, 68, 68, 24, 24, 24, 24, 24, 4};

    private static final int WORKERS = 2;
    private static final double[] FAULTS = {0.002, 0.01, 0.03};
    private static final double[] BAD_DAYS = {0.03, 0.1, 0.3};
    private static final double[] DUPLICATES = {0.1, 0.3, 0.5};
    private static final List<String> SUFFERING = List.of(
            "deliver", "letter", "plan", "intake", "worker", "enhance", "stitch", "notify", "canceller", "redrive");
    private static final int LATEST_DEPLOYMENT = 1_200;
    private static final int POISON = 40;
    private static final PrintStream NOWHERE = new PrintStream(OutputStream.nullOutputStream());

    private final CloudMode mode;
    private final Map<String, String> options;
    private final Tasks tasks;
    private final Machines machines;
    private final Letters letters;
    private final Bus bus;
    private final boolean isPoisonous;
    private final Workers workers;
    private final People people;

    public CloudWorld(Run.Setting setting, CloudMode mode) {
        super(setting, mode.coarse() ? Kind.COARSE_BUCKETS : Kind.BUCKETS, STRIP_ROWS);
        this.mode = mode;
        its.faults().set(severity());
        options = options();
        tasks = new Tasks(its, mode.duplicates());
        long deployedAt =
                mode.builds() ? 100 + its.below("when a build is deployed", LATEST_DEPLOYMENT) : Long.MAX_VALUE;
        var given = new GivenFunctions(bucket(), CODEC, new FiberMap(its), NOWHERE);
        var functions = new Functions(this, given, deployedAt);
        letters = new Letters(its, functions);
        machines = new Machines(its, work, bucket(), tasks, functions, letters);
        double duplicates =
                mode.duplicates() ? DUPLICATES[its.below("how often events come twice", DUPLICATES.length)] : 0;
        bus = new Bus(its, functions, machines, letters, duplicates);
        isPoisonous = mode.faults() > 0 && its.below("the source is poison", POISON) == POISON - 1;
        workers = new Workers(this, its, mode.faults() > 0, isPoisonous);
        people = new People(this, its, mode);
    }

    /// Some faults anywhere, or one kind of process has a bad day.
    private Severity severity() {
        if (mode.faults() == 0) {
            return Severity.NONE;
        }
        if (its.below("somebody has a bad day", 3) == 2) {
            return new Severity(
                    its.below("most faults of a bad day", 2 * mode.faults() + 1),
                    BAD_DAYS[its.below("faults of a bad day", BAD_DAYS.length)],
                    its.one("who has a bad day", SUFFERING));
        }
        return new Severity(
                its.below("most faults", mode.faults() + 1), FAULTS[its.below("faults", FAULTS.length)], "");
    }

    /// How the work is cut, and whether there is a second result.
    private Map<String, String> options() {
        var all = new LinkedHashMap<String, String>();
        all.put("azulejo-strip-rows", String.valueOf(rowsPerStrip));
        all.put("azulejo-shard-tiles", rowsPerStrip == Pictures.RESULT_ROWS ? "100" : "4");
        if (its.below("a second result", 6) == 5) {
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

    Set<JobId> jobs() {
        return history.jobs();
    }

    JobTruth truth() {
        return history.truth();
    }

    /// How often something was written into the work place.
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

    /// Somebody is told how a job ended.
    void tell(SimProcess process, String id, Outcome outcome) {
        its.port()
                .call(
                        process,
                        PortCall.NOTIFY,
                        id + " " + JobTruth.kind(outcome),
                        false,
                        Port.Failures.of(TransientFailure::new),
                        () -> {
                            history.told(id, outcome);
                            return "";
                        });
    }

    void upload(int source, int number) {
        put(SOURCES.get(source), number, options);
    }

    void deleteSource(int source) {
        var person = person("deleter");
        scheduler.pass();
        its.say("deletes", SOURCES.get(source));
        inbox.delete(SOURCES.get(source), person);
    }

    // ---- the run

    @Override
    protected void written(Write write) {
        if (write.place() == inbox) {
            bus.dropped(Events.objectCreated(
                    inbox.uri().getHost(), write.key(), write.version(), write.bytes().length, scheduler.step()));
        } else if (write.place() == work) {
            bus.written(
                    write.key(),
                    Events.objectCreated(
                            bucket(), write.key(), write.version(), write.bytes().length, scheduler.step()));
        }
    }

    @Override
    protected void run() {
        workers.begin(WORKERS);
        people.begin();
        scheduler.run();
        settle();
        if (mode.redrives() == Redrives.QUIET) {
            int rounds = 1 + its.below("further rounds of quiet redrives", 3);
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

    /// No more faults: what is under way comes to its end, and what nobody answers times out.
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
                its.faults().count() + (isPoisonous ? workers.deaths() : 0),
                people.redrives(),
                machines.stopped(),
                tasks.timedOut(),
                tasks.handedOutTwice() + machines.stale(),
                workers.deaths(),
                its.faults().isFree(),
                letters.unexplained(),
                Stream.concat(tasks.left().stream(), machines.left().stream()).toList());
    }
}
