package dev.azulejo.worker;

import dev.azulejo.cloud.Settings;
import dev.azulejo.cloud.Variable;
import dev.azulejo.inference.engine.Device;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The settings of this worker. The only class that reads the environment; the AWS SDK reads its own
/// variables (`AWS_REGION`, credentials, `AWS_ENDPOINT_URL`).
///
/// @param tasks URL of the queue of shards
/// @param work the place of jobs
/// @param models folder with a card for each model
/// @param compiled folder for what TensorRT compiles; empty if TensorRT is not used
/// @param mayRound whether models whose cards allow it may run in 16 bits
/// @param threads how many tiles are in the models at once; 0: see [WorkerShare]
/// @param runners how many shards are under way at once; 0: see [WorkerShare]
/// @param idle the time without work after which the worker ends; zero: never
/// @param first the same time for a worker that has had no work yet
/// @param isHired whether a batch system runs and knows the worker; all others write heartbeats
/// @param hidden for how long the message of a shard under way stays hidden if this worker dies
/// @param grace for shards that are nearly done when the worker is told to stop
/// @param traceTiles whether each tile gets a line of the log
record WorkerConfig(
        String tasks,
        URI work,
        Path models,
        Device device,
        Optional<Path> compiled,
        boolean mayRound,
        int threads,
        int runners,
        Duration idle,
        Duration first,
        boolean isHired,
        Duration hidden,
        Duration grace,
        boolean traceTiles) {
    private static final int AUTOMATIC = 0;
    private static final int MOST_THREADS = 256;
    private static final int MOST_RUNNERS = 16;
    private static final int MOST_IDLE_SECONDS = 86_400;
    private static final int HIDDEN_SECONDS = 180;
    private static final int LEAST_HIDDEN_SECONDS = 3;
    private static final int MOST_HIDDEN_SECONDS = 3_600;
    private static final int GRACE_SECONDS = 20;
    private static final int MOST_GRACE_SECONDS = 25; // with what follows it, less than 88

    static WorkerConfig fromEnvironment() {
        return of(System.getenv());
    }

    /// | variable | meaning |
    /// |---|---|
    /// | `AZULEJO_TASKS` | URL of the SQS queue of shards |
    /// | `AZULEJO_WORK` | name of the bucket where jobs are |
    /// | `AZULEJO_MODELS` | folder with the models |
    /// | `AZULEJO_DEVICE` | `auto` (a GPU if there is one), `cpu` or `cuda`; `auto` if not set |
    /// | `AZULEJO_TENSORRT` | folder for what TensorRT compiles; not used if not set |
    /// | `AZULEJO_FP16` | `1`: with TensorRT, 16 bits for models whose cards allow it |
    /// | `AZULEJO_THREADS` | tiles at once; as many as processors if not set, on a GPU two more |
    /// | `AZULEJO_RUNNERS` | shards at once; 2 if not set, on a GPU 4 to 8 |
    /// | `AZULEJO_IDLE_SECONDS` | seconds without work after which it ends; 0, never, if not set |
    /// | `AZULEJO_FIRST_SECONDS` | seconds without a first shard after which it ends; as above if not set |
    /// | `AZULEJO_VISIBILITY_SECONDS` | seconds from a worker's death until its messages return; 180 if not set |
    /// | `AZULEJO_GRACE_SECONDS` | seconds for shards nearly done at SIGTERM; 20 if not set |
    /// | `AZULEJO_TRACE` | `1`: a line of the log for each tile |
    ///
    /// @throws dev.azulejo.cloud.Settings.InvalidSettings with all that is wrong
    static WorkerConfig of(Map<String, String> environment) {
        var settings = new Settings(name -> Optional.ofNullable(environment.get(name)));
        var tasks = required(
                settings,
                Variable.TASKS,
                "set %s to the URL of the SQS queue of shards",
                url -> url.matches("https?://[^/]+/.+"),
                "%s is no URL of a queue: %s; it looks like https://sqs.REGION.../ACCOUNT/NAME");
        var work = required(
                settings,
                Variable.WORK,
                "set %s to the name of the bucket where jobs are",
                Settings::isBucket,
                "%s is no name of a bucket: %s");
        var models = required(
                settings,
                Variable.MODELS,
                "set %s to the folder with the models",
                folder -> Files.isDirectory(Path.of(folder)),
                "%s is no folder: %s");
        var device = device(settings);
        var compiled = settings.value(Variable.TENSORRT).map(Path::of);
        boolean mayRound = mayRound(settings, compiled.isPresent());
        int threads = orAutomatic(settings, Variable.THREADS, MOST_THREADS);
        int runners = orAutomatic(settings, Variable.RUNNERS, MOST_RUNNERS);
        int idle = settings.number(Variable.IDLE_SECONDS, 0, 0, MOST_IDLE_SECONDS);
        int first = settings.number(Variable.FIRST_SECONDS, idle, 0, MOST_IDLE_SECONDS);
        int hidden =
                settings.number(Variable.VISIBILITY_SECONDS, HIDDEN_SECONDS, LEAST_HIDDEN_SECONDS, MOST_HIDDEN_SECONDS);
        int grace = settings.number(Variable.GRACE_SECONDS, GRACE_SECONDS, 0, MOST_GRACE_SECONDS);
        settings.check("");
        return new WorkerConfig(
                tasks,
                URI.create("s3://" + work),
                Path.of(models),
                device,
                compiled,
                mayRound,
                threads,
                runners,
                Duration.ofSeconds(idle),
                Duration.ofSeconds(first),
                settings.value(Variable.BATCH_JOB).isPresent(),
                Duration.ofSeconds(hidden),
                Duration.ofSeconds(grace),
                settings.value(Variable.TRACE).filter("1"::equals).isPresent());
    }

    /// Whether models may run in 16 bits; also checks that the process's environment turns off TF32, which
    /// TensorRT has no option for.
    private static boolean mayRound(Settings settings, boolean compiles) {
        if (compiles && !settings.value(Variable.TF32).filter("0"::equals).isPresent()) {
            settings.problem("%s needs %s=0, as bin/azulejo-worker sets it: else 32 bits are not exact"
                    .formatted(Variable.TENSORRT.text(), Variable.TF32.text()));
        }
        boolean mayRound = settings.value(Variable.FP16).filter("1"::equals).isPresent();
        if (mayRound && !compiles) {
            settings.problem("%s needs %s".formatted(Variable.FP16.text(), Variable.TENSORRT.text()));
        }
        return mayRound;
    }

    private static int orAutomatic(Settings settings, Variable variable, int most) {
        return settings.value(variable).isPresent() ? settings.number(variable, AUTOMATIC, 1, most) : AUTOMATIC;
    }

    private static String required(
            Settings settings, Variable variable, String advice, Predicate<String> fits, String refusal) {
        var value = settings.required(variable, advice);
        if (!value.isEmpty() && !fits.test(value)) {
            settings.problem(refusal.formatted(variable.text(), value));
        }
        return value;
    }

    private static Device device(Settings settings) {
        var value = settings.value(Variable.DEVICE).orElse(Device.AUTO.name());
        return Arrays.stream(Device.values())
                .filter(device -> device.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseGet(() -> {
                    settings.problem("%s is auto, cpu or cuda, not %s"
                            .formatted(Variable.DEVICE.text(), value.toLowerCase(Locale.ROOT)));
                    return Device.AUTO;
                });
    }
}
