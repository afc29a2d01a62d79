package dev.azulejo.infra;

import dev.azulejo.cloud.PipelineFunction;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/// What waits for a worker, and what failed. The dead-letter function reads both dead queues; what it can explain to
/// no job ends in `unexplained`, which nothing reads but a person.
final class Queues extends Construct {
    /// Workers extend it while they work: how long a killed worker's shard waits for another.
    private static final Duration TASK_HIDDEN = Duration.seconds(180);
    /// A count of receives says nothing about a shard: workers come and go. It only bounds what nobody can finish.
    private static final int MAX_TASK_RECEIVES = 50;

    private static final int MAX_DEAD_RECEIVES = 3;
    /// A receiver that does not answer takes none: that is an answer here. A bucket that does not, takes these.
    private static final int MAX_DELIVERY_RECEIVES = 10;
    /// Two days of a drive that cannot be reached.
    private static final int MAX_RETURN_RECEIVES = 200;

    /// Whatever is not heard of is found a minute later.
    private static final Duration PLANNED_KEPT = Duration.minutes(15);
    /// More than there can be in that time: nobody minds one that was not heard of.
    private static final int MAX_PLANNED_RECEIVES = 1_000;

    private static final Duration KEPT = Duration.days(14);
    /// Longer than the machine waits for a task (two days), so that a day without GPUs costs nothing but time;
    /// shorter than what dead tasks are kept, because a message keeps its age when it moves there.
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

    /// Manifests that have come: whoever starts workers hears of many at once.
    Queue planned() {
        return planned;
    }

    /// Keys of the outbox that are to be carried to drives: events of S3.
    Queue returns() {
        return returns;
    }

    /// What is on its way to webhooks: a message for each, delayed until it is due.
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
