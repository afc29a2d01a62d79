package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.local.CachedFolder;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.integration.localstack.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What makes the start of a [WarmWorker] take less than half of the processor's time: fewer models, and
/// what one that had nothing to do has learnt. `WorkerIT` has the worker as it is delivered.
///
/// @param models a folder with those that jobs of these tests name
/// @param cache of the JVM, made once for a build of the worker
record WorkerStart(Path models, Path cache) {
    /// A worker loads and tries all that it has, which takes it longer than all else.
    private static final List<String> MODELS = List.of("azulejo-photo-x2", "ffdnet", "span-x2", "span-x4");

    private static final Path LIBRARIES = Checkout.ROOT.resolve("gpu-batch-worker/target/worker/lib");

    /// It starts more often than it works, and so takes a third less of the processor.
    private static final String USUAL = "-XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions -XX:-AOTReplayTraining"
            + " -Djdk.reflect.useNativeAccessorOnly=true -Xlog:aot=off -Xlog:cds=off ";

    private static @Nullable WorkerStart learnt;

    /// By the first worker of the JVM.
    static synchronized WorkerStart of(Cloud cloud) {
        if (learnt == null) {
            try {
                var first = new WorkerStart(chosenModels(), LocalStack.FOLDER.resolve("worker.aot"));
                first.learn(cloud);
                learnt = first;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return learnt;
    }

    Map<Variable, String> settings() {
        return Map.of(Variable.MODELS, models.toString(), Variable.JAVA_OPTS, USUAL + "-XX:AOTCache=" + cache);
    }

    private static Path chosenModels() throws IOException {
        var folder = LocalStack.FOLDER.resolve("models");
        CachedFolder.delete(folder);
        for (var model : MODELS) {
            var copy = Files.createDirectories(folder.resolve(model));
            for (var file : List.of("card.json", "model.onnx")) {
                Files.copy(Checkout.ROOT.resolve("models").resolve(model).resolve(file), copy.resolve(file));
            }
        }
        return folder;
    }

    private void learn(Cloud cloud) throws IOException {
        if (isOfThisBuild()) {
            return;
        }
        var empty = cloud.aws().sqs().createQueue(queue -> queue.queueName("worker-start"));
        var settings = Map.of(
                Variable.TASKS.text(),
                empty.queueUrl(),
                Variable.MODELS.text(),
                models.toString(),
                Variable.IDLE_SECONDS.text(),
                "1",
                Variable.ACCESS_KEY.text(), // an operator's: the worker's role may not look into this queue
                AwsClients.KEY,
                Variable.JAVA_OPTS.text(),
                USUAL + "-XX:AOTCacheOutput=" + cache);
        var log = cache.resolveSibling("worker-start.log");
        try {
            WorkerProcess.start(cloud.stack(), cloud.aws().endpoint(), log, settings)
                    .process()
                    .waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a worker learns", e);
        }
    }

    private boolean isOfThisBuild() throws IOException {
        if (!Files.exists(cache)) {
            return false;
        }
        var made = Files.getLastModifiedTime(cache);
        try (var jars = Files.list(LIBRARIES)) {
            for (var jar : jars.toList()) {
                if (Files.getLastModifiedTime(jar).compareTo(made) > 0) {
                    return false;
                }
            }
        }
        return true;
    }
}
