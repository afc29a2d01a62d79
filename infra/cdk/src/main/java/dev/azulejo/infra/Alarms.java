package dev.azulejo.infra;

import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What a person should look at.
final class Alarms extends Construct {
    private static final int STUCK_SECONDS = 1800;

    Alarms(Construct scope, Queues queues) {
        super(scope, "Alarms");
        alarm("Unexplained", "a failure that names no job: read the message", visible(queues.unexplained()), 1);
        alarm("DeadTask", "a task was received too often without an end", visible(queues.deadTasks()), 1);
        alarm(
                "DeadStagesWait",
                "the dead-letter function does not come through",
                queues.deadStages().metricApproximateAgeOfOldestMessage(),
                STUCK_SECONDS);
    }

    private static IMetric visible(Queue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                .statistic("Maximum")
                .period(Duration.minutes(5))
                .build());
    }

    private void alarm(String id, String meaning, IMetric metric, int threshold) {
        Alarm.Builder.create(this, id)
                .alarmDescription(meaning)
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
    }
}
