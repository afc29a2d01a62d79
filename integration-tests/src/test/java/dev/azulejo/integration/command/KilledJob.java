package dev.azulejo.integration.command;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.integration.command.Azulejo.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// A job of 12 shards and 12 strips that is killed and resumed, compared with the same job left in peace.
///
/// @param sha256 of its result
/// @param start how long it usually takes until there is a request
/// @param usual how long each stage usually takes
record KilledJob(String sha256, Duration start, Map<StageTrigger, Duration> usual) {
    private static final int SHARDS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// What a run that nobody disturbs gives and takes.
    static KilledJob undisturbed(Path folder) throws IOException {
        var azulejo = Azulejo.in(folder);
        var started = Instant.now();
        run(azulejo);
        var job = azulejo.job().orElseThrow();
        assertThat(JobFolder.tracedShards(trace(azulejo, 0))).hasSize(SHARDS).doesNotHaveDuplicates();
        var usual = new EnumMap<StageTrigger, Duration>(StageTrigger.class);
        for (var stage : StageTrigger.values()) {
            var next = stage.later().isEmpty() ? stage : stage.later().getFirst();
            usual.put(stage, Duration.between(time(job, stage), time(job, next)));
        }
        usual.put(StageTrigger.NOTIFY, usual.getOrDefault(StageTrigger.DELIVER, Duration.ZERO));
        return new KilledJob(
                Pictures.sha256(result(azulejo)), Duration.between(started, time(job, StageTrigger.PLAN)), usual);
    }

    private static void run(Azulejo azulejo) {
        var ended = start(azulejo, 0).ended();
        assertThat(ended.exitCode()).as(ended.err()).isZero();
    }

    private static Instant time(JobFolder job, StageTrigger stage) throws IOException {
        return Files.getLastModifiedTime(job.path().resolve("attempts/0").resolve(stage.objectName()))
                .toInstant();
    }

    private static Running start(Azulejo azulejo, int attempt) {
        var source = azulejo.folder().resolve("in/cat.png");
        if (!Files.exists(source)) {
            Pictures.write(Pictures.cat(72, 66), source);
        }
        return azulejo.start(
                "enhance",
                source,
                "-o",
                result(azulejo),
                "--tile=54",
                "--shard-tiles=1",
                "--strip-rows=11",
                "--threads=2",
                "--trace=" + trace(azulejo, attempt));
    }

    private static Path result(Azulejo azulejo) {
        return azulejo.folder().resolve("out/cat.png");
    }

    private static Path trace(Azulejo azulejo, int attempt) {
        return azulejo.folder().resolve("trace-" + attempt);
    }

    /// A kill.
    ///
    /// @param stage the name of the one that was due; before there is one, intake is at work
    /// @param halfWay whether some of its shards or strips were there, and some not
    record Hit(String stage, boolean halfWay) {
        static Hit of(Optional<JobFolder> job) {
            var due = job.flatMap(JobFolder::due);
            int parts = due.map(stage -> job.orElseThrow().parts(stage)).orElse(0);
            return new Hit(name(due), parts > 0 && parts < SHARDS);
        }

        static String name(Optional<StageTrigger> stage) {
            return stage.map(StageTrigger::name).orElse("INTAKE").toLowerCase(Locale.ROOT);
        }
    }

    /// @param preferred stages of which one is to be hit; now and then it is another moment of the run
    List<Hit> killedAndResumed(Path home, int seed, List<StageTrigger> preferred) throws IOException {
        var azulejo = Azulejo.in(home);
        var random = new Random(seed);
        var hits = new ArrayList<Hit>();
        int kills = seed % 3 == 0 ? 2 : 1;
        for (int attempt = 0; attempt < kills; attempt++) {
            var finished = finishedShards(azulejo);
            var running = start(azulejo, attempt);
            waitForTheMoment(azulejo, running, random, preferred);
            boolean wasAlive = running.process().isAlive();
            running.process().destroyForcibly();
            running.ended();
            assertNoneTwice(seed, azulejo, attempt, finished);
            if (wasAlive) {
                hits.add(Hit.of(azulejo.job()));
            }
        }
        var finished = finishedShards(azulejo);
        var ended = start(azulejo, kills).ended();
        assertThat(ended.exitCode()).as("seed %d: %s", seed, ended.err()).isZero();
        assertNoneTwice(seed, azulejo, kills, finished);
        assertThat(Pictures.sha256(result(azulejo))).as("seed %d", seed).isEqualTo(sha256);
        assertNothingIsLeft(seed, azulejo);
        return hits;
    }

    /// Either some time after the stage was due, or as soon as some of its shards or strips are there: most of the
    /// time of a small job passes before the first of them.
    private void waitForTheMoment(Azulejo azulejo, Running running, Random random, List<StageTrigger> preferred) {
        Optional<StageTrigger> wanted = switch (random.nextInt(12)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(StageTrigger.NOTIFY);
            default -> Optional.of(preferred.get(random.nextInt(preferred.size())));
        };
        if (isDue(azulejo, wanted)) { // from the start, when an earlier run came so far
            pause(start.multipliedBy(wanted.isPresent() ? 9 : random.nextInt(10))
                    .dividedBy(10));
        }
        await(running, () -> isDue(azulejo, wanted));
        if (wanted.isEmpty()) {
            return;
        }
        var stage = wanted.get();
        var usually = usual.getOrDefault(stage, start)
                .multipliedBy(random.nextInt(1000))
                .dividedBy(1000);
        if (JobFolder.PARTS.containsKey(stage) && random.nextInt(4) > 0) {
            int parts = random.nextInt(1, SHARDS);
            await(
                    running,
                    () -> azulejo.job()
                            .filter(job -> job.parts(stage) >= parts
                                    || stage.later().stream().anyMatch(job::has))
                            .isPresent());
            pause(usually.dividedBy(SHARDS));
        } else {
            pause(usually);
        }
    }

    private static boolean isDue(Azulejo azulejo, Optional<StageTrigger> stage) {
        return stage.isEmpty()
                || azulejo.job().filter(job -> job.has(stage.get())).isPresent();
    }

    private static void await(Running running, BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (running.process().isAlive() && !condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for a moment of the run").isBefore(end);
            pause(Duration.ofNanos(200_000));
        }
    }

    private static void pause(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
    }

    /// All of them, once they were seen to be complete.
    private static Set<Integer> finishedShards(Azulejo azulejo) {
        var finished = new HashSet<Integer>();
        azulejo.job().ifPresent(job -> {
            finished.addAll(job.shardsInferred());
            if (job.has(StageTrigger.STITCH)) {
                for (int shard = 0; shard < SHARDS; shard++) {
                    finished.add(shard);
                }
            }
        });
        return finished;
    }

    private static void assertNoneTwice(int seed, Azulejo azulejo, int attempt, Set<Integer> finished) {
        assertThat(JobFolder.tracedShards(trace(azulejo, attempt)))
                .as("seed %d: shards inferred in attempt %d", seed, attempt)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(finished.isEmpty() ? Set.of(-1) : finished);
    }

    private static void assertNothingIsLeft(int seed, Azulejo azulejo) {
        var job = azulejo.job().orElseThrow();
        assertThat(job.files()).as("seed %d: job", seed).isEqualTo(JobFolder.HISTORY);
        assertThat(JobFolder.filesBelow(azulejo.folder().resolve("out")))
                .as("seed %d", seed)
                .containsExactly("cat.png");
        assertThat(JobFolder.filesBelow(azulejo.temporary()))
                .as("seed %d: temporary files", seed)
                .isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.home()))
                .as("seed %d: home", seed)
                .isEmpty();
        assertThat(JobFolder.filesBelow(azulejo.folder().resolve("in")))
                .as("seed %d", seed)
                .containsExactly("cat.png");
        var side = JobFolder.filesBelow(azulejo.cacheHome()).stream()
                .filter(not(name -> name.matches("azulejo/work/jobs/[0-9a-f]{24}/(attempts/0/)?[a-z]+\\.json")))
                .filter(not(name -> name.matches("azulejo/work/showing/[0-9a-f]{64}/[0-9a-f]{24}-0")))
                .filter(not(("azulejo/work/" + JobKeys.CLEANED)::equals))
                .filter(not("azulejo/locks/jobs"::equals))
                .filter(not("azulejo/speeds.json"::equals))
                .filter(not(name -> name.matches("azulejo/(results|work/\\.azulejo)/locks/\\d\\d")))
                .toList();
        assertThat(side)
                .as(
                        "seed %d: in the cache, beside history, speeds, lock files and the last look: metadata of the result",
                        seed)
                .singleElement()
                .asString()
                .matches("azulejo/results/metadata/../[^/]+/[^/]+");
    }
}
