package dev.azulejo.infra;

import dev.azulejo.cloud.PipelineFunction;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// Queues for work that waits for a worker, and for work that failed. The dead-letter function reads both
/// dead queues; a message that belongs to no job ends in `unexplained`, which only people read.
final class Queues extends Construct {
    /// How long a received task is hidden. Workers extend it while they work, so this is how long a killed
    /// worker's shard waits for another.
    private static final Duration TASK_HIDDEN = Duration.seconds(180);
    /// The number of receives after which a task is dead. It says nothing about a shard, as workers come
    /// and go, but bounds tasks that no worker can finish.
    private static final int MAX_TASK_RECEIVES = 50;

    private static final int MAX_DEAD_RECEIVES = 3;
    /// The number of receives after which a delivery is dead. A receiver that does not answer uses none, as
    /// that counts as an answer here; a bucket that does not answer uses them up.
    private static final int MAX_DELIVERY_RECEIVES = 10;
    /// The number of receives after which a return is dead: two days of a drive that cannot be reached.
    private static final int MAX_RETURN_RECEIVES = 200;

    /// How long news of manifests is kept; what is lost is found a minute later.
    private static final Duration PLANNED_KEPT = Duration.minutes(15);
    /// A number of receives that cannot be reached in that time: losing such a message does no harm.
    private static final int MAX_PLANNED_RECEIVES = 1_000;

    private static final Duration KEPT = Duration.days(14);
    /// How long a task is kept: longer than the machine waits for it (two days), so that a day without GPUs
    /// costs nothing but time; shorter than dead tasks are kept, because a message keeps its age when it
    /// moves there.
    private static final Duration TASK_KEPT = Duration.days(4);

    private final Queue unexplained;
    private final Queue deadStages;
    private final Queue deadTasks;
    private final Queue tasks;
    private final Queue deliveries;
    private final Queue returns;
    private final Queue planned;

    Queues(Construct scope) {
        super(scope, "Queues");
        unexplained = queue("Unexplained").retentionPeriod(KEPT).build();
        deadStages = dead("DeadStages");
        deadTasks = dead("DeadTasks");
        tasks = queue("Tasks")
                .visibilityTimeout(TASK_HIDDEN)
                .retentionPeriod(TASK_KEPT)
                .deadLetterQueue(after(MAX_TASK_RECEIVES, deadTasks))
                .build();
        deliveries = queue("Deliveries")
                .visibilityTimeout(
                        Duration.seconds(Capacity.of(PipelineFunction.WEBHOOK).timeoutSeconds()))
                .retentionPeriod(KEPT)
                .deadLetterQueue(after(MAX_DELIVERY_RECEIVES, unexplained))
                .build();
        returns = queue("Returns")
                .visibilityTimeout(
                        Duration.seconds(Capacity.of(PipelineFunction.CONNECT).timeoutSeconds()))
                .retentionPeriod(KEPT)
                .deadLetterQueue(after(MAX_RETURN_RECEIVES, unexplained))
                .build();
        planned = queue("Planned")
                .visibilityTimeout(
                        Duration.seconds(Capacity.of(PipelineFunction.POOL).timeoutSeconds()))
                .retentionPeriod(PLANNED_KEPT)
                .deadLetterQueue(after(MAX_PLANNED_RECEIVES, unexplained))
                .build();
    }

    /// News of manifests, which the function that starts workers reads in batches.
    Queue planned() {
        return planned;
    }

    /// Keys of the outbox that are to be carried to drives, as events of S3.
    Queue returns() {
        return returns;
    }

    /// Deliveries to webhooks: a message for each, delayed until it is due.
    Queue deliveries() {
        return deliveries;
    }

    /// Shards that wait for a worker.
    Queue tasks() {
        return tasks;
    }

    /// Tasks that no worker could end.
    Queue deadTasks() {
        return deadTasks;
    }

    /// Events whose stage failed for good, and executions that did not succeed.
    Queue deadStages() {
        return deadStages;
    }

    Queue unexplained() {
        return unexplained;
    }

    private Queue dead(String id) {
        return queue(id)
                .retentionPeriod(KEPT)
                // The least that Lambda accepts; it advises more for functions that are throttled, which this is not.
                .visibilityTimeout(Duration.seconds(
                        Capacity.of(PipelineFunction.DEAD_LETTER).timeoutSeconds()))
                .deadLetterQueue(after(MAX_DEAD_RECEIVES, unexplained))
                .build();
    }

    private Queue.Builder queue(String id) {
        return Queue.Builder.create(this, id)
                .encryption(QueueEncryption.SQS_MANAGED)
                .enforceSsl(true);
    }

    private static DeadLetterQueue after(int receives, Queue queue) {
        return DeadLetterQueue.builder().queue(queue).maxReceiveCount(receives).build();
    }
}
