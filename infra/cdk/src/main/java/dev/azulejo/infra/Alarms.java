package dev.azulejo.infra;

import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// Alarms for a person, and how they are sent: a topic, to which the address from the deployment is
/// subscribed. `docs/operations.md` has a section for each alarm, by its name.
///
/// None of these metrics is written while all is well, or nothing happens. So missing data is no alarm, and
/// each alarm asks for a sum or a maximum that a single event reaches. Messages that programs take out of a
/// queue within seconds are counted by receives, because a look once a minute never sees them lie there.
///
/// The topic is not encrypted at rest. Alarms cannot publish to one under the key that SNS has by itself, and a key of
/// our own costs more a month than the stack at rest; what lies there for seconds are names of alarms and queues.
final class Alarms extends Construct {
    private static final int STUCK_SECONDS = 1800;

    /// The age in seconds, out of the two days for which a machine waits, from which a waiting task raises
    /// the alarm.
    private static final int OLD_SECONDS = 6 * 3600;

    private static final Duration LOOK = Duration.minutes(5);

    /// The number of looks without a fetched task that raises the alarm: a GPU instance takes some minutes
    /// until its worker asks for the first task.
    private static final int LOOKS_UNFETCHED = 6;

    /// The number of errors that one lost event causes. A failure that may pass is thrown, too, and Lambda
    /// tries again twice, after one minute and two.
    private static final int ERRORS_OF_ONE_EVENT = 3;

    private static final Duration FUNCTION_LOOK = Duration.minutes(15);

    /// The number of throttled calls that raises the alarm: Lambda itself repeats a call that is refused
    /// now and then.
    private static final int THROTTLES = 10;

    /// The number of failed looks at one route, out of 30, that raises the alarm.
    private static final int ROUTE_TROUBLES = 25;

    /// The number of metrics that one alarm may sum up ("Using metric math", Amazon CloudWatch User Guide).
    private static final int MOST_SUMMED = 10;

    private final Topic topic;
    private final List<IAlarm> all = new ArrayList<>();

    Alarms(Construct scope, Queues queues, Functions functions, Api api, Deployment deployment) {
        super(scope, "Alarms");
        topic = topic(deployment.alarmEmail());
        alarm("Unexplained", "a failure that names no job: read the message", visible(queues.unexplained()), 1);
        alarm("DeadTask", "a task was received too often without an end", received(queues.deadTasks()), 1);
        alarm(
                "DeadStagesWait",
                "the dead-letter function does not come through",
                queues.deadStages().metricApproximateAgeOfOldestMessage(),
                STUCK_SECONDS);
        made(
                "TasksWait",
                "shards wait and no worker fetches any: no GPU is to be had, there is no image, or workers do not"
                        + " start",
                unfetched(queues.tasks()),
                1,
                LOOKS_UNFETCHED);
        alarm(
                "FailedJobs",
                "jobs ended as failed, which is not their files' fault: azulejo jobs list --state failed names them",
                failedJobs(),
                1);
        alarm(
                "UndeliveredDecisions",
                "a job was decided to be delivered and was not: it is tried again, so look at the outbox and its log",
                counted(Names.UNDELIVERED_DECISIONS, PipelineFunction.DEAD_LETTER, LOOK),
                1);
        alarm(
                "OverdueAttempts",
                "a job is stuck, as when an event was lost: the log names it; cancel it and try it again",
                counted(Names.OVERDUE_ATTEMPTS, PipelineFunction.OVERDUE, Duration.days(1)),
                1);
        alarm(
                "ApiErrors",
                "the API answered with 500 or more: the log of its function says why",
                api.serverErrors(LOOK),
                1);
        alarm(
                "Throttles",
                "Lambda refused calls of this account in this region: its concurrency is used up",
                throttles(),
                THROTTLES);
        if (deployment.profile().isWatched()) { // what follows costs; the ten metrics before are free
            alarm(
                    "OldestTask",
                    "a shard has waited for six hours: workers come too slowly, or die at it",
                    queues.tasks().metricApproximateAgeOfOldestMessage(),
                    OLD_SECONDS);
            functionErrors(functions);
        }
        if (!deployment.routes().isEmpty()) {
            alarm(
                    "RouteTrouble",
                    "a drive cannot be looked into for half an hour: its log says why; it may have to be connected again",
                    counted(Names.ROUTE_TROUBLE, PipelineFunction.CONNECT, Duration.minutes(30)),
                    ROUTE_TROUBLES);
        }
    }

    /// Forwards what Batch reports of workers that ended badly, or that it cannot start, to the topic as it
    /// is: Batch writes no metrics of jobs ("Batch event stream for Amazon EventBridge", AWS Batch User
    /// Guide).
    ///
    /// @param jobQueue the ARN of the queue
    void listenTo(String jobQueue, Queue undelivered) {
        tell("WorkerFailed", "Batch Job State Change", jobQueue, undelivered, Map.of("status", List.of("FAILED")));
        tell("WorkerBlocked", "Batch Job Queue Blocked", jobQueue, undelivered, Map.of());
    }

    private void tell(
            String id, String detailType, String jobQueue, Queue undelivered, Map<String, List<String>> more) {
        var detail = new TreeMap<String, Object>(more);
        detail.put("jobQueue", List.of(jobQueue));
        Rule.Builder.create(this, id)
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.batch"))
                        .detailType(List.of(detailType))
                        .detail(detail)
                        .build())
                .targets(List.of(SnsTopic.Builder.create(topic)
                        .message(RuleTargetInput.fromText("%s: worker %s is %s: %s (docs/operations.md)"
                                .formatted(
                                        id,
                                        EventField.fromPath("$.detail.jobId"),
                                        EventField.fromPath("$.detail.status"),
                                        EventField.fromPath("$.detail.statusReason"))))
                        .deadLetterQueue(undelivered)
                        .build()))
                .build();
    }

    /// Alarms for the errors of all functions: a timeout, a kill for memory and a start that fails write no
    /// line of ours.
    private void functionErrors(Functions functions) {
        var errors = functions.errors(FUNCTION_LOOK).stream()
                .gather(Gatherers.windowFixed(MOST_SUMMED))
                .toList();
        for (int group = 0; group < errors.size(); group++) {
            alarm(
                    group == 0 ? "FunctionErrors" : "FunctionErrors" + (group + 1),
                    "a function threw, ran out of time or of memory: its log says why; Lambda tries again",
                    sum(errors.get(group)),
                    ERRORS_OF_ONE_EVENT);
        }
    }

    private static IMetric sum(List<IMetric> metrics) {
        var names = IntStream.range(0, metrics.size())
                .mapToObj(number -> "m" + number)
                .toList();
        var using = new TreeMap<String, IMetric>();
        names.forEach(name -> using.put(name, metrics.get(using.size())));
        return MathExpression.Builder.create()
                .expression(names.stream().map("FILL(%s,0)"::formatted).collect(Collectors.joining("+")))
                .usingMetrics(using)
                .period(FUNCTION_LOOK)
                .label("errors")
                .build();
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

    /// The throttled calls. Without a dimension, the metric is that of all functions of the region, which
    /// share one limit ("Types of metrics for Lambda functions", AWS Lambda Developer Guide).
    private static IMetric throttles() {
        return Metric.Builder.create()
                .namespace("AWS/Lambda")
                .metricName("Throttles")
                .statistic("Sum")
                .period(LOOK)
                .build();
    }

    List<IAlarm> all() {
        return all;
    }

    IMetric failedJobs() {
        return counted(Names.FAILED_JOBS, PipelineFunction.NOTIFY, LOOK);
    }

    String topicArn() {
        return topic.getTopicArn();
    }

    /// The topic for alarms. Its policy replaces the default one, which lets all of the account publish, so
    /// it must allow alarms.
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

    /// The number of visible messages, for a queue that only people read.
    private static IMetric visible(Queue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(
                MetricOptions.builder().statistic("Maximum").period(LOOK).build());
    }

    /// The number of received messages, for a queue that a function empties at once: none of its messages
    /// is ever seen to wait. SQS does not count those that it moves there itself as sent.
    private static IMetric received(Queue queue) {
        return queue.metricNumberOfMessagesReceived(
                MetricOptions.builder().statistic("Sum").period(LOOK).build());
    }

    private static IMetric unfetched(Queue queue) {
        return MathExpression.Builder.create()
                .expression("IF(waiting > 0 AND FILL(received, 0) < 1, 1, 0)")
                .usingMetrics(new TreeMap<>(Map.of("waiting", visible(queue), "received", received(queue))))
                .period(LOOK)
                .label("unfetched")
                .build();
    }

    private void alarm(String id, String meaning, IMetric metric, int threshold) {
        made(id, meaning, metric, threshold, 1);
    }

    private void made(String id, String meaning, IMetric metric, int threshold, int looks) {
        var alarm = Alarm.Builder.create(this, id)
                .alarmDescription("%s (docs/operations.md#%s)".formatted(meaning, id.toLowerCase(Locale.ROOT)))
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(looks)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING)
                .build();
        alarm.addAlarmAction(new SnsAction(topic));
        all.add(alarm);
    }
}
