package dev.azulejo.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/// The dashboard: which alarms ring, what waits, what fails and how long it takes. Three dashboards of an account are
/// free.
final class Overview extends Construct {
    private static final Duration LOOK = Duration.minutes(5);
    private static final int HALF = 12;
    private static final int WHOLE = 24;

    Overview(Construct scope, Alarms alarms, Queues queues, Functions functions, Api api) {
        super(scope, "Overview");
        var dashboard = Dashboard.Builder.create(this, "Operations")
                .dashboardName(Stack.of(this).getStackName() + "-operations")
                .build();
        dashboard.addWidgets(AlarmStatusWidget.Builder.create()
                .title("Alarms")
                .width(WHOLE)
                .alarms(alarms.all())
                .build());
        dashboard.addWidgets(
                graph(
                        "Shards that wait and are at work",
                        List.of(
                                queues.tasks().metricApproximateNumberOfMessagesVisible(most()),
                                queues.tasks().metricApproximateNumberOfMessagesNotVisible(most()))),
                graph("Age of the oldest shard", List.of(queues.tasks().metricApproximateAgeOfOldestMessage(most()))));
        dashboard.addWidgets(
                graph("Jobs that failed", List.of(alarms.failedJobs())),
                graph("Failures that wait", List.of(waiting(queues.deadStages()), waiting(queues.unexplained()))));
        dashboard.addWidgets(
                graph("Errors of functions", functions.errors(LOOK)),
                graph("Milliseconds of functions, the slowest of a hundred", functions.durations(LOOK)));
        dashboard.addWidgets(
                graph("Requests to the API", List.of(api.requests(LOOK))),
                graph("Answers of 500 and more", List.of(api.serverErrors(LOOK))));
    }

    private static MetricOptions most() {
        return MetricOptions.builder().statistic("Maximum").period(LOOK).build();
    }

    private static IMetric waiting(Queue queue) {
        return queue.metricApproximateNumberOfMessagesVisible(most());
    }

    private static GraphWidget graph(String title, List<IMetric> metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(HALF)
                .left(metrics)
                .build();
    }
}
