package dev.azulejo.worker;

import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SqsTaskQueue;
import dev.azulejo.aws.StepFunctionsReports;
import dev.azulejo.cloud.Settings.InvalidSettings;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// The program `azulejo-worker`, see [WorkerConfig], and `azulejo-worker check`, see [WorkerCheck]. Exit
/// codes: 0 when it had nothing to do, 143 when it was told to stop, 1 when it is of no use here (no model
/// works, no queue), 64 when it is called wrongly, 78 when a setting is missing or wrong.
public final class WorkerMain {
    private static final String CHECK = "check";
    private static final int OF_NO_USE = 1;
    private static final int USAGE = 64; // EX_USAGE
    private static final int CONFIGURATION = 78; // EX_CONFIG of sysexits.h

    private WorkerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        if (arguments.length > 0) {
            System.exit(other(arguments));
        }
        var log = new EventLog(new FileOutputStream(FileDescriptor.out), Clock.systemUTC());
        LogHandler.install(log);
        var end = EndOfProcess.install();
        int exitCode = run(log, end);
        log.info("worker-ended", Map.of("exitCode", exitCode));
        end.reached();
        System.exit(exitCode);
    }

    private static int other(String[] arguments) {
        if (arguments.length == 1 && arguments[0].equals(CHECK)) {
            return check();
        }
        System.err.println("azulejo-worker: say nothing, to work, or check, to see what is missing for that");
        return USAGE;
    }

    private static int check() {
        var log = new EventLog(OutputStream.nullOutputStream(), Clock.systemUTC());
        LogHandler.install(log);
        try {
            var config = WorkerConfig.fromEnvironment();
            try (var queue = queue(config);
                    var reports = reports();
                    var models = models(config)) {
                boolean complete = new WorkerCheck(
                                queue,
                                reports,
                                work(config),
                                models,
                                new Canary(models, log),
                                config.device() == Device.CUDA)
                        .run(System.out);
                return complete ? 0 : OF_NO_USE;
            }
        } catch (InvalidSettings e) {
            e.problems().forEach(problem -> System.out.println("MISSING  settings " + problem));
            return CONFIGURATION;
        }
    }

    private static SqsTaskQueue queue(WorkerConfig config) {
        return new SqsTaskQueue(() -> SdkClients.built(SqsClient.builder()), config.tasks());
    }

    private static StepFunctionsReports reports() {
        return new StepFunctionsReports(SdkClients.built(SfnClient.builder()));
    }

    private static JobStorage work(WorkerConfig config) {
        return new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(config.work());
    }

    private static ModelFolder models(WorkerConfig config) {
        return new ModelFolder(config.models(), null, config.device(), () -> engine(config));
    }

    private static int run(EventLog log, EndOfProcess end) throws InterruptedException {
        try {
            var config = WorkerConfig.fromEnvironment();
            try (var wiring = new WorkerWiring(config, work(config), queue(config), reports(), models(config), log)) {
                var worker = wiring.worker(start(config, wiring, log));
                end.stops(worker);
                return worker.run().exitCode();
            }
        } catch (InvalidSettings e) {
            log.error("settings", Map.of("problems", e.problems()));
            e.problems().forEach(problem -> System.err.println("azulejo-worker: " + problem));
            return CONFIGURATION;
        } catch (StageFailure | StorageFailure | SdkException e) {
            log.error("cannot-start", Map.of("cause", String.valueOf(e.getMessage()), "stack", EventLog.stack(e)));
            return OF_NO_USE;
        }
    }

    private static Engine engine(WorkerConfig config) {
        var engine = Engine.installed();
        return config.compiled()
                .map(cache -> engine.compiling(cache, config.mayRound()))
                .orElse(engine);
    }

    private static WorkerShare start(WorkerConfig config, WorkerWiring wiring, EventLog log) {
        long start = System.nanoTime();
        var models = wiring.models();
        var engines = models.runnable().stream()
                .map(card -> models.warm(new Step(card.id(), card.sha256())).fingerprint())
                .distinct()
                .collect(Collectors.joining(" + "));
        wiring.canary().run();
        boolean onGpu = engines.contains("cuda");
        if (onGpu) {
            wiring.canary().run(Processor.GPU);
        }
        var java = Runtime.getRuntime();
        var share = WorkerShare.of(config, onGpu, java.availableProcessors(), java.maxMemory());
        if (!config.isHired()) {
            wiring.heartbeats().begin(Heartbeats.percent(models.runnable(), onGpu, java.availableProcessors()));
        }
        log.info(
                "worker-started",
                Map.of(
                        "device", onGpu ? "CUDA" : "CPU",
                        "engine", engines,
                        "models", models.runnable().stream().map(ModelCard::id).toList(),
                        "threads", share.threads(),
                        "shardsAtOnce", share.runners(),
                        "queue", config.tasks(),
                        "work", config.work().toString(),
                        "idleSeconds", config.idle().toSeconds(),
                        "milliseconds", (System.nanoTime() - start) / 1_000_000));
        return share;
    }
}
