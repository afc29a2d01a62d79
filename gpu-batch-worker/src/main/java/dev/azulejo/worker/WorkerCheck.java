package dev.azulejo.worker;

import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.StorageFailure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/// `azulejo-worker check`: tries all that a worker needs, one after another, and says what is missing and
/// what to do. It does no work, and changes nothing: a message that it receives becomes visible to others
/// at once.
///
/// @param queue of shards
/// @param reports to which answers go
/// @param work the place of jobs
/// @param needsGpu whether a worker ends if there is no GPU
record WorkerCheck(
        TaskQueue queue, TaskReports reports, JobStorage work, Models models, Runnable canary, boolean needsGpu) {
    private static final String NOBODYS_TOKEN = "azulejo-worker-check";

    /// @return whether all was found
    boolean run(PrintStream out) {
        boolean found = looked(
                out,
                "queue",
                () -> {
                    var _ = queue.receive(1, Duration.ZERO, Duration.ZERO);
                    return "may be read";
                },
                "set AZULEJO_TASKS to the output TasksQueueUrl and AWS_REGION to its region; the key needs sqs:ReceiveMessage,"
                        + " sqs:ChangeMessageVisibility and sqs:DeleteMessage there");
        found &= looked(
                out,
                "answers",
                () -> {
                    var _ = reports.isAwaited(NOBODYS_TOKEN);
                    return "may be sent";
                },
                "the key needs states:SendTaskSuccess, states:SendTaskFailure and states:SendTaskHeartbeat on the enhance"
                        + " machine");
        found &= looked(
                out,
                "bucket",
                () -> {
                    try (var jobs = work.list(JobKeys.JOBS)) {
                        return jobs.findFirst().isPresent() ? "may be listed" : "may be listed, and has no jobs";
                    }
                },
                "set AZULEJO_WORK to the output WorkBucket; the key needs the rights of the stack's WorkerRole there");
        found &= looked(
                out,
                "models",
                () -> {
                    if (models.runnable().isEmpty()) {
                        throw new IllegalStateException("there is none with its weights");
                    }
                    return models.runnable().stream().map(ModelCard::id).collect(Collectors.joining(", "));
                },
                "set AZULEJO_MODELS to the folder that came with the worker; azulejo models check says which file is damaged");
        found &= looked(out, "device", this::engines, "see the worker's page, On a GPU: driver, CUDA 12, cuDNN 9");
        found &= looked(
                out,
                "results",
                () -> {
                    canary.run();
                    return "each model gives what it must";
                },
                "the device computes wrongly, or its memory is too small: try AZULEJO_DEVICE=cpu");
        return found;
    }

    private String engines() {
        var engines = models.runnable().stream()
                .map(card -> models.warm(new Step(card.id(), card.sha256())).fingerprint())
                .distinct()
                .collect(Collectors.joining(" + "));
        if (needsGpu && !engines.contains("cuda")) {
            throw new IllegalStateException("no GPU, but " + engines);
        }
        return engines.contains("cuda") ? engines : engines + " (no GPU: it works, and takes a hundred times as long)";
    }

    private static boolean looked(PrintStream out, String what, Supplier<String> look, String advice) {
        try {
            out.println("ok       %-8s %s".formatted(what, look.get()));
            return true;
        } catch (StageFailure | StorageFailure | SdkException | IllegalStateException e) {
            out.println("MISSING  %-8s %s".formatted(what, e.getMessage()));
            out.println("         %-8s %s".formatted("", advice));
            return false;
        }
    }
}
