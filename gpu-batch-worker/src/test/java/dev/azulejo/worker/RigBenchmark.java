package dev.azulejo.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.core.model.Processor;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.worker.DistantStorage.Call;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs the worker with a device that takes time but no processor, at a few speeds, and a bucket of which
/// each call takes 20 ms; prints for the README of benchmarks the share of the time in which the device was
/// busy. `HOME SPEEDS SECONDS SHARD_TILES`: the folder with `models` and `docs/images`, output megapixels a
/// second, how long each speed is measured, most tiles of a shard (0 as planned).
public final class RigBenchmark {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final Duration CALL = Duration.ofMillis(20);
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    /// The least number of shards that wait in the queue.
    private static final int WAITING = 12;

    private final RigDevice device = new RigDevice();
    private final MemoryStorage memory = new MemoryStorage();
    private final DistantStorage storage = new DistantStorage(memory, CALL);
    private final RigPixels pixels = new RigPixels(memory);
    private final RigTasks tasks = new RigTasks(CALL, this::forget);
    private final List<SampleJob> jobs = new ArrayList<>();
    private final RigMemory held = new RigMemory();
    private final WorkerConfig config;
    private final WorkerShare share;
    private final int seconds;

    private RigBenchmark(Path home, int seconds, int runners, int threads) {
        this.seconds = seconds;
        this.config = new WorkerConfig(
                "https://queue/shards",
                URI.create("s3://work"),
                home.resolve("models"),
                Device.CPU,
                Optional.empty(),
                false,
                threads,
                runners,
                Duration.ZERO,
                Duration.ZERO,
                false,
                Duration.ofMinutes(3),
                Duration.ofSeconds(1),
                false);
        var java = Runtime.getRuntime();
        this.share = WorkerShare.of(config, true, java.availableProcessors(), java.maxMemory());
    }

    public static void main(String[] arguments) throws Exception {
        var home = Path.of(arguments[0]);
        int runners = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        int threads = arguments.length > 5 ? Integer.parseInt(arguments[5]) : 0;
        var speeds = Arrays.stream(arguments[1].split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
        var answers = Files.createTempDirectory("rig-answers");
        try {
            new RigBenchmark(home, Integer.parseInt(arguments[2]), runners, threads)
                    .run(home, answers, speeds, Integer.parseInt(arguments[3]));
        } finally {
            try (Stream<Path> files = Files.list(answers)) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(answers);
        }
    }

    private void run(Path home, Path answers, double[] speeds, int shardTiles) throws Exception {
        var engine = new RecordedEngine(Engine.installed(), answers, device);
        try (var models = new ModelFolder(config.models(), null, config.device(), () -> engine)) {
            plan(home, models, shardTiles);
            engine.keptShare(keptShare());
            var log = new EventLog(OutputStream.nullOutputStream(), Clock.systemUTC());
            try (var wiring = new WorkerWiring(config, storage, tasks, tasks, models, log)) {
                var worker = wiring.worker(share);
                var loop = Thread.ofPlatform().name("worker").start(() -> work(worker));
                warmUp(loop);
                printHead();
                for (double speed : speeds) {
                    System.out.println(measured(engine, speed));
                }
                System.out.printf(
                        "%nPixels of all shards: %s. Shards that failed: %d.%n", pixels.digest(), tasks.failed());
                worker.stop();
                loop.join();
            }
        }
    }

    private void plan(Path home, ModelFolder models, int shardTiles) throws IOException {
        var picture = RigPicture.of(home.resolve("docs/images"));
        var objects = new JobObjects(memory, Bench.CODEC);
        int shards = 0;
        for (int seed = 1; shards < WAITING; seed++) {
            var job = SampleJob.plan(objects, models, Processor.GPU, picture, shardTiles, seed);
            jobs.add(job);
            shards += job.shards().size();
        }
        for (int id = 0; id < jobs.getFirst().shards().size(); id++) {
            for (var job : jobs) {
                var token = "%s-%d".formatted(job.id().text(), id);
                tasks.send(
                        new ShardTask(ShardTask.SCHEMA, token, 0, job.shards().get(id)));
            }
        }
    }

    /// The share of the model's output that is not halo.
    private double keptShare() {
        var grid = jobs.getFirst().manifest().grid();
        return (double) grid.image().pixels() / grid.pixelsInferred();
    }

    private static void work(Worker worker) {
        try {
            System.err.println("the worker ended: " + worker.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forget(ShardTask task) {
        var job = jobs.stream()
                .filter(each -> each.id().equals(task.shard().job()))
                .findFirst()
                .orElseThrow();
        pixels.look(job.manifest(), task.shard());
        memory.delete(JobKeys.tiles(task.shard().job(), task.shard().id()));
    }

    /// Runs every shard once, and until the compilers are done.
    private void warmUp(Thread worker) throws InterruptedException {
        long all = jobs.stream().mapToLong(job -> job.shards().size()).sum();
        long end = System.nanoTime() + WARM_UP.toNanos();
        while (tasks.succeeded() < all || System.nanoTime() < end) {
            if (tasks.failed() > 0 || !worker.isAlive()) {
                throw new IllegalStateException("shards fail, or the worker has ended: too little memory?");
            }
            Thread.sleep(100);
        }
        pixels.enough();
    }

    private void printHead() throws IOException {
        var job = jobs.getFirst();
        var grid = job.manifest().grid();
        System.out.printf(
                "%s, %d cores; %d runners, %d tile threads; %d jobs of %d shards of up to %d tiles of %dx%d, %.1f of a job's %.0f output megapixels each%n%n",
                RigMemory.processor(),
                SYSTEM.getAvailableProcessors(),
                share.runners(),
                share.threads(),
                jobs.size(),
                job.shards().size(),
                job.shards().getFirst().tileCount(),
                grid.padded().width(),
                grid.padded().height(),
                outputMegapixels(job) / job.shards().size(),
                outputMegapixels(job));
        System.out.println("| device, MP/s | busy | host, CPU ms/MP | cores used | CPU alone would allow | shards/s"
                + " | calls a shard | looks, reads, writes, deletes | parts | peak, MB | load |");
        System.out.println("|---|---|---|---|---|---|---|---|---|---|---|");
    }

    private static double outputMegapixels(SampleJob job) {
        var size = job.manifest().grid().image();
        return new Size(size.width(), size.height()).times(2).pixels() / 1e6;
    }

    /// The counts up to a moment.
    private record Counts(
            long nanos, long busy, double megapixels, long cpu, long answers, long shards, Map<Call, Long> calls) {
        double perShard(Call call, Counts before) {
            long made = calls.getOrDefault(call, 0L) - before.calls.getOrDefault(call, 0L);
            return (double) made / (shards - before.shards);
        }
    }

    private Counts counts(RecordedEngine engine) {
        return new Counts(
                System.nanoTime(),
                device.busyNanos(),
                device.megapixels(),
                SYSTEM.getProcessCpuTime(),
                engine.cpuNanos(),
                tasks.succeeded(),
                storage.counts());
    }

    private String measured(RecordedEngine engine, double speed) throws InterruptedException {
        device.speed(speed);
        Thread.sleep(SETTLING);
        held.forget();
        var before = counts(engine);
        Thread.sleep(Duration.ofSeconds(seconds));
        var after = counts(engine);
        double wall = after.nanos - before.nanos;
        double host = after.cpu - before.cpu - (after.answers - before.answers);
        double hostMillis = host / 1e6 / (after.megapixels - before.megapixels);
        int cores = SYSTEM.getAvailableProcessors();
        return String.format(
                Locale.ROOT,
                "| %.0f | %.2f | %.1f | %.2f | %.2f | %.2f | %.1f | %.1f, %.1f, %.1f, %.1f | %.1f | %d | %.1f |",
                speed,
                (after.busy - before.busy) / wall,
                hostMillis,
                (after.cpu - before.cpu) / wall,
                Math.min(1, cores * 1000 / (hostMillis * speed)),
                (after.shards - before.shards) / (wall / 1e9),
                Arrays.stream(Call.values())
                        .filter(call -> call != Call.PART)
                        .mapToDouble(call -> after.perShard(call, before))
                        .sum(),
                after.perShard(Call.LOOK, before),
                after.perShard(Call.READ, before),
                after.perShard(Call.WRITE, before),
                after.perShard(Call.DELETE, before),
                after.perShard(Call.PART, before),
                held.peakMegabytes(),
                SYSTEM.getSystemLoadAverage());
    }
}
