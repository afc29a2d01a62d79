package dev.azulejo.worker;

import dev.azulejo.inference.Device;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What this worker is to do and where. The only class that reads the environment; the AWS SDK reads its own variables
/// (`AWS_REGION`, credentials, `AWS_ENDPOINT_URL`).
///
/// @param tasks URL of the queue of shards
/// @param work the place of jobs
/// @param models folder with a card for each model
/// @param threads how many tiles are in the models at once
/// @param idle after so long without work the worker ends; zero: never
/// @param hidden for how long the message of a shard under way stays hidden if this worker dies
/// @param grace for shards that are nearly done when the worker is told to stop
/// @param traceTiles whether each tile is worth a line of the log
record WorkerConfig(
        String tasks,
        URI work,
        Path models,
        Device device,
        int threads,
        Duration idle,
        Duration hidden,
        Duration grace,
        boolean traceTiles) {
    private static final int MOST_THREADS = 256;
    private static final int MOST_IDLE_SECONDS = 86_400;
    private static final int HIDDEN_SECONDS = 180;
    private static final int LEAST_HIDDEN_SECONDS = 3;
    private static final int MOST_HIDDEN_SECONDS = 3_600;
    private static final int GRACE_SECONDS = 20;
    private static final int MOST_GRACE_SECONDS = 25; // with what follows it, less than 88

    static WorkerConfig fromEnvironment() {
        return of(System.getenv(), Runtime.getRuntime().availableProcessors());
    }

    /// | variable | meaning |
    /// |---|---|
    /// | `AZULEJO_TASKS` | URL of the SQS queue of shards |
    /// | `AZULEJO_WORK` | name of the bucket where jobs are |
    /// | `AZULEJO_MODELS` | folder with the models |
    /// | `AZULEJO_DEVICE` | `auto` (a GPU if there is one), `cpu` or `cuda`; `auto` if not set |
    /// | `AZULEJO_THREADS` | tiles at once; as many as processors if not set |
    /// | `AZULEJO_IDLE_SECONDS` | end after so long without work; 0, never, if not set |
    /// | `AZULEJO_VISIBILITY_SECONDS` | a worker's messages come back so long after it died; 180 if not set |
    /// | `AZULEJO_GRACE_SECONDS` | for shards nearly done at SIGTERM; 20 if not set |
    /// | `AZULEJO_TRACE` | `1`: a line of the log for each tile |
    ///
    /// @throws InvalidSettings with all that is wrong
    static WorkerConfig of(Map<String, String> environment, int processors) {
        var problems = new ArrayList<String>();
        var tasks = required(environment, "AZULEJO_TASKS", "the URL of the SQS queue of shards", problems);
        if (!tasks.isEmpty() && !tasks.matches("https?://[^/]+/.+")) {
            problems.add("AZULEJO_TASKS is no URL of a queue: %s; it looks like https://sqs.REGION.../ACCOUNT/NAME"
                    .formatted(tasks));
        }
        var work = required(environment, "AZULEJO_WORK", "the name of the bucket where jobs are", problems);
        if (!work.isEmpty() && !work.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
            problems.add("AZULEJO_WORK is no name of a bucket: %s".formatted(work));
            work = "";
        }
        var models = required(environment, "AZULEJO_MODELS", "the folder with the models", problems);
        if (!models.isEmpty() && !Files.isDirectory(Path.of(models))) {
            problems.add("AZULEJO_MODELS is no folder: %s".formatted(models));
        }
        var device = device(environment, problems);
        int threads = number(environment, "AZULEJO_THREADS", processors, 1, MOST_THREADS, problems);
        int idle = number(environment, "AZULEJO_IDLE_SECONDS", 0, 0, MOST_IDLE_SECONDS, problems);
        int hidden = number(
                environment,
                "AZULEJO_VISIBILITY_SECONDS",
                HIDDEN_SECONDS,
                LEAST_HIDDEN_SECONDS,
                MOST_HIDDEN_SECONDS,
                problems);
        int grace = number(environment, "AZULEJO_GRACE_SECONDS", GRACE_SECONDS, 0, MOST_GRACE_SECONDS, problems);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return new WorkerConfig(
                tasks,
                URI.create("s3://" + work),
                Path.of(models),
                device,
                threads,
                Duration.ofSeconds(idle),
                Duration.ofSeconds(hidden),
                Duration.ofSeconds(grace),
                value(environment, "AZULEJO_TRACE").equals("1"));
    }

    private static String value(Map<String, String> environment, String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static String required(
            Map<String, String> environment, String name, String meaning, List<String> problems) {
        var value = value(environment, name);
        if (value.isEmpty()) {
            problems.add("set %s to %s".formatted(name, meaning));
        }
        return value;
    }

    private static Device device(Map<String, String> environment, List<String> problems) {
        var value = value(environment, "AZULEJO_DEVICE").toUpperCase(Locale.ROOT);
        for (var device : Device.values()) {
            if (value.equals(device.name())) {
                return device;
            }
        }
        if (!value.isEmpty()) {
            problems.add("AZULEJO_DEVICE is auto, cpu or cuda, not " + value.toLowerCase(Locale.ROOT));
        }
        return Device.AUTO;
    }

    private static int number(
            Map<String, String> environment, String name, int otherwise, int least, int most, List<String> problems) {
        var value = value(environment, name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,9}")) {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        problems.add("%s is a whole number from %d to %d, not %s".formatted(name, least, most, value));
        return otherwise;
    }

    /// Settings with which a worker cannot start.
    static final class InvalidSettings extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<String> problems;

        InvalidSettings(List<String> problems) {
            super(String.join("; ", problems));
            this.problems = List.copyOf(problems);
        }

        /// What to set, one sentence each.
        List<String> problems() {
            return problems;
        }
    }
}
