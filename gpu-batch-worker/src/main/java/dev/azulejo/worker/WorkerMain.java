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
import dev.azulejo.inference.Engine;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// `azulejo-worker`: takes no arguments, see [WorkerConfig]. Exit codes: 0 when it had nothing to do, 143 when it was
/// told to stop, 1 when it is of no use here (no model works, no queue), 78 when a setting is missing or wrong.
public final class WorkerMain {
    private static final int OF_NO_USE = 1;
    private static final int CONFIGURATION = 78; // EX_CONFIG of sysexits.h

    private WorkerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var log = new EventLog(new FileOutputStream(FileDescriptor.out), Clock.systemUTC());
        LogHandler.install(log);
        var end = EndOfProcess.install();
        int exitCode = run(log, end);
        log.info("worker-ended", Map.of("exitCode", exitCode));
        end.reached();
        System.exit(exitCode);
    }

    private static int run(EventLog log, EndOfProcess end) throws InterruptedException {
        try {
            var config = WorkerConfig.fromEnvironment();
            var queue = new SqsTaskQueue(() -> SdkClients.built(SqsClient.builder()), config.tasks());
            var reports = new StepFunctionsReports(SdkClients.built(SfnClient.builder()));
            var work = new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(config.work());
            var models = new ModelFolder(config.models(), null, config.device(), () -> engine(config));
            try (var wiring = new WorkerWiring(config, work, queue, reports, models, log)) {
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
