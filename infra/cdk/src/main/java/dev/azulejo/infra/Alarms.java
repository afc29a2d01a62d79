package dev.azulejo.infra;

import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// What a person should look at, and how he is told: a topic, to which an address is subscribed that the deployment
/// names.
///
/// The topic is not encrypted at rest. Alarms cannot publish to one under the key that SNS has by itself, and a key of
/// our own costs more a month than the stack at rest; what lies there for seconds are names of alarms and queues.
final class Alarms extends Construct {
    private static final int STUCK_SECONDS = 1800;
    /// Of the two days for which a machine waits.
    private static final int UNFETCHED_SECONDS = 12 * 3600;

    /// Of 30 looks at one route.
    private static final int ROUTE_TROUBLES = 25;

    private final Topic topic;

    Alarms(Construct scope, Queues queues, Deployment deployment) {
        super(scope, "Alarms");
        topic = topic(deployment.alarmEmail());
        alarm("Unexplained", "a failure that names no job: read the message", visible(queues.unexplained()), 1);
        alarm("DeadTask", "a task was received too often without an end", received(queues.deadTasks()), 1);
        alarm(
                "DeadStagesWait",
                "the dead-letter function does not come through",
                queues.deadStages().metricApproximateAgeOfOldestMessage(),
                STUCK_SECONDS);
        alarm(
                "TasksWait",
                "shards wait for a worker: no GPU is to be had, there is no image, or workers do not start",
                queues.tasks().metricApproximateAgeOfOldestMessage(),
                UNFETCHED_SECONDS);
        alarm(
                "UndeliveredDecisions",
                "a job was decided to be delivered and was not: it is tried again, so look at the outbox and its log",
                counted(Names.UNDELIVERED_DECISIONS, PipelineFunction.DEAD_LETTER, Duration.minutes(5)),
                1);
        alarm(
                "OverdueAttempts",
                "nobody goes on with a job, as where an event was lost: the log names it; cancel it and try it again",
                counted(Names.OVERDUE_ATTEMPTS, PipelineFunction.OVERDUE, Duration.days(1)),
                1);
        if (!deployment.routes().isEmpty()) {
            alarm(
                    "RouteTrouble",
                    "a drive cannot be looked into for half an hour: its log says why; it may have to be connected again",
                    counted(Names.ROUTE_TROUBLE, PipelineFunction.CONNECT, Duration.minutes(30)),
                    ROUTE_TROUBLES);
        }
    }

    private static IMetric counted(String metric, PipelineFunction function, Duration period) {
        return Metric.Builder.create()
                .namespace(Names.METRICS)
                .metricName(metric)
                .dimensionsMap(Map.of(Names.FUNCTION_DIMENSION, function.text()))
                .statistic("Sum")
                .period(period)
                .build();
    }

    String topicArn() {
        return topic.getTopicArn();
    }

    /// Its policy replaces the one that lets everything of the account publish, so it must let alarms.
    private Topic topic(Optional<String> email) {
        var made = Topic.Builder.create(this, "Topic").enforceSsl(true).build();
        made.addToResourcePolicy(PolicyStatement.Builder.create()
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(made.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        email.map(EmailSubscription::new).ifPresent(made::addSubscription);
        return made;
    }

    private static IMetric visible(Queue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(MetricOptions.builder()
                .statistic("Maximum")
                .period(Duration.minutes(5))
                .build());
    }

    /// Of a queue that a function empties at once: none of its messages is ever seen to wait. SQS does not count those
    /// that it moves there itself as sent.
    private static IMetric received(Queue queue) {
        return queue.metricNumberOfMessagesReceived(MetricOptions.builder()
                .statistic("Sum")
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
                .build()
                .addAlarmAction(new SnsAction(topic));
    }
}
