package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.events.JacksonCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;
import software.amazon.awssdk.services.sqs.model.Message;

/// The test as a worker that has its own way with tasks.
record HeldTasks(Cloud cloud) {
    private static final int HELD_SECONDS = 600;

    /// A message that no worker sees while it is held.
    record Held(ShardTask task, String receipt) {}

    /// Takes a task of the job. One of a job that has ended meanwhile is answered as a worker does, which has
    /// nothing to do for it: a second execution may have sent it while the first one ended, or a worker that
    /// was stopped has answered and not taken it away.
    Held take(JobId job, Duration most) {
        return Cloud.await("a task of job " + job, most, () -> {
            var held = receive().map(HeldTasks::held);
            if (held.isPresent() && !jobOf(held.get()).equals(job)) {
                requireDecided(jobOf(held.get()));
                answerIfAwaited(held.get());
                return Optional.empty();
            }
            return held;
        });
    }

    private void requireDecided(JobId job) {
        if (cloud.jobs().decision(Attempt.first(job)).isEmpty()) {
            throw new AssertionError("a task of job %s, which nobody has awaited".formatted(job));
        }
    }

    /// Reports success, unless nobody waits for it any more.
    void answerIfAwaited(Held held) {
        try {
            reportSuccess(held);
        } catch (InvalidTokenException | TaskDoesNotExistException | TaskTimedOutException ended) {
            drop(held);
        }
    }

    private static JobId jobOf(Held held) {
        return held.task().shard().job();
    }

    private static Held held(Message message) {
        var body = message.body().getBytes(StandardCharsets.UTF_8);
        return new Held(new JacksonCodec().decode(body, ShardTask.class), message.receiptHandle());
    }

    private Optional<Message> receive() {
        return cloud
                .aws()
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(cloud.output(StackOutput.TASKS_QUEUE_URL))
                        .maxNumberOfMessages(1)
                        .visibilityTimeout(HELD_SECONDS)
                        .waitTimeSeconds(1))
                .messages()
                .stream()
                .findFirst();
    }

    /// Lets others see it again at once.
    void release(Held held) {
        cloud.aws()
                .sqs()
                .changeMessageVisibility(change -> change.queueUrl(cloud.output(StackOutput.TASKS_QUEUE_URL))
                        .receiptHandle(held.receipt())
                        .visibilityTimeout(0));
    }

    /// Tells the state machine that the shard is done, and takes the message away.
    void reportSuccess(Held held) {
        cloud.aws()
                .stepFunctions()
                .sendTaskSuccess(success -> success.taskToken(held.task().token())
                        .output("{\"shard\":%d}".formatted(held.task().shard().id())));
        drop(held);
    }

    /// Takes the message away without a word to the state machine.
    void drop(Held held) {
        cloud.aws()
                .sqs()
                .deleteMessage(delete -> delete.queueUrl(cloud.output(StackOutput.TASKS_QUEUE_URL))
                        .receiptHandle(held.receipt()));
    }
}
