package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.StackOutput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Checks that alarms reach a person.
class AlarmsTest {
    private static final Synthesized CLOUD = Synthesized.CLOUD;

    private static String topic() {
        var topics = CLOUD.resources("AWS::SNS::Topic").keySet();
        assertThat(topics).hasSize(1);
        return topics.iterator().next();
    }

    @Test
    void everyAlarmTellsTheTopic() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm"))
                .hasSizeGreaterThan(10)
                .allSatisfy((id, alarm) ->
                        assertThat(alarm.path("AlarmActions").toString()).contains(topic()));
    }

    /// A policy of the topic's own replaces the default one.
    @Test
    void theTopicTakesWhatAlarmsOfThisAccountSayAndNothingUnencrypted() {
        var statements = CLOUD.resources("AWS::SNS::TopicPolicy").values().stream()
                .flatMap(policy -> policy.at("/PolicyDocument/Statement").valueStream())
                .map(JsonNode::toString)
                .toList();

        assertThat(statements)
                .anySatisfy(statement -> assertThat(statement)
                        .contains(
                                "\"Effect\":\"Allow\"",
                                "\"Service\":\"cloudwatch.amazonaws.com\"",
                                "\"Action\":\"sns:Publish\"",
                                "{\"StringEquals\":{\"aws:SourceAccount\":{\"Ref\":\"AWS::AccountId\"}}}"))
                .anySatisfy(statement ->
                        assertThat(statement).contains("\"Effect\":\"Deny\"", "{\"aws:SecureTransport\":\"false\"}"));
    }

    @Test
    void whoeverIsNamedIsTold() {
        assertThat(CLOUD.resources("AWS::SNS::Subscription").values())
                .singleElement()
                .satisfies(subscription -> {
                    assertThat(subscription.get("Protocol").asText()).isEqualTo("email");
                    assertThat(subscription.get("Endpoint").asText()).isEqualTo("people@example.com");
                    assertThat(subscription.at("/TopicArn/Ref").asText()).isEqualTo(topic());
                });
        assertThat(CLOUD.template().get("Outputs").has(StackOutput.ALARM_TOPIC_ARN.text()))
                .isTrue();
    }

    private static JsonNode alarm(String id) {
        return CLOUD.resources("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(entry -> entry.getKey().matches("Alarms" + id + "[0-9A-F]{8}"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no alarm " + id));
    }

    /// AWS writes the metrics under these names and dimensions, and so do we: one of another name would
    /// never be written.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Unexplained          | AWS/SQS        | ApproximateNumberOfMessagesVisible | QueueName      | Maximum
                    DeadTask             | AWS/SQS        | NumberOfMessagesReceived           | QueueName      | Sum
                    DeadStagesWait       | AWS/SQS        | ApproximateAgeOfOldestMessage      | QueueName      | Maximum
                    OldestTask           | AWS/SQS        | ApproximateAgeOfOldestMessage      | QueueName      | Maximum
                    FailedJobs           | Azulejo        | FailedJobs                         | function       | Sum
                    UndeliveredDecisions | Azulejo        | UndeliveredDecisions               | function       | Sum
                    OverdueAttempts      | Azulejo        | OverdueAttempts                    | function       | Sum
                    ApiErrors            | AWS/ApiGateway | 5XXError                           | ApiName        | Sum
                    Throttles            | AWS/Lambda     | Throttles                          |                | Sum
                    RouteTrouble         | Azulejo        | RouteTrouble                       | function       | Sum
                    """)
    void anAlarmIsOfAMetricThatIsWritten(
            String id, String namespace, String metric, @Nullable String dimension, String statistic) {
        var alarm = alarm(id);
        assertThat(alarm.get("Namespace").asText()).isEqualTo(namespace);
        assertThat(alarm.get("MetricName").asText()).isEqualTo(metric);
        assertThat(alarm.path("Dimensions").findValuesAsText("Name"))
                .isEqualTo(dimension == null ? List.of() : List.of(dimension));
        assertThat(alarm.get("Statistic").asText()).isEqualTo(statistic);
    }

    /// A function takes a dead task out of its queue within seconds, so that a look once a minute never
    /// sees it there. SQS counts a message that it moves there as received, not as sent.
    @Test
    void aQueueThatAFunctionReadsIsNoticedByReceives() {
        var read = CLOUD.resources("AWS::Lambda::EventSourceMapping").values().stream()
                .map(mapping -> mapping.at("/EventSourceArn/Fn::GetAtt/0").asText())
                .toList();
        assertThat(read).isNotEmpty();
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").values())
                .filteredOn(alarm -> alarm.path("MetricName").asText().equals("ApproximateNumberOfMessagesVisible"))
                .isNotEmpty()
                .noneMatch(alarm -> read.contains(
                        alarm.at("/Dimensions/0/Value/Fn::GetAtt/0").asText()));
    }

    /// Missing data means that all is well, or nothing happens; and one event within one period suffices,
    /// except for what is normal now and then.
    @Test
    void nothingWrittenIsNoAlarmAndOneEventIs() {
        var some = Set.of("FunctionErrors", "FunctionErrors2", "Throttles", "RouteTrouble");
        CLOUD.resources("AWS::CloudWatch::Alarm").forEach((id, alarm) -> {
            assertThat(alarm.get("TreatMissingData").asText()).as(id).isEqualTo("notBreaching");
            boolean isSum = alarm.path("Statistic").asText().equals("Sum");
            if (isSum && some.stream().noneMatch(name -> id.matches("Alarms" + name + "[0-9A-F]{8}"))) {
                assertThat(alarm.get("Threshold").asInt()).as(id).isEqualTo(1);
                assertThat(alarm.get("EvaluationPeriods").asInt()).as(id).isEqualTo(1);
            }
        });
    }

    /// The messages wait no longer than two days.
    @Test
    void tasksThatNobodyFetchesAreNoticed() {
        var waits = alarm("TasksWait");
        assertThat(waits.get("Metrics").toString())
                .contains("IF(waiting > 0 AND FILL(received, 0) < 1, 1, 0)", "QueuesTasks", "\"Period\":300");
        assertThat(waits.get("EvaluationPeriods").asInt()).isEqualTo(6);
        assertThat(alarm("OldestTask").get("Threshold").asInt()).isBetween(3600, 2 * 86_400 - 3600);
        assertThat(alarm("OldestTask").get("Dimensions").toString()).contains("QueuesTasks");
    }

    /// Each function's errors are in one of the sums.
    @Test
    void errorsOfEveryFunctionAreNoticed() {
        var summed = alarm("FunctionErrors").toString() + alarm("FunctionErrors2");
        CLOUD.resources("AWS::Lambda::Function").keySet().stream()
                .filter(id -> id.startsWith("Functions"))
                .forEach(id -> assertThat(summed).contains("\"Ref\":\"%s\"".formatted(id)));
        assertThat(alarm("FunctionErrors").get("Metrics").findValuesAsText("MetricName"))
                .hasSizeLessThanOrEqualTo(10)
                .containsOnly("Errors");
    }

    /// Batch writes no metrics of jobs: its events go to the topic as they are, only for this deployment's
    /// queue.
    @ParameterizedTest
    @CsvSource({"WorkerFailed, Batch Job State Change", "WorkerBlocked, Batch Job Queue Blocked"})
    void whatBatchSaysOfWorkersIsTold(String id, String detailType) {
        assertThat(CLOUD.resources("AWS::Events::Rule").entrySet())
                .filteredOn(rule -> rule.getKey().startsWith("Alarms" + id))
                .singleElement()
                .satisfies(entry -> {
                    var rule = entry.getValue();
                    assertThat(rule.at("/EventPattern/source/0").asText()).isEqualTo("aws.batch");
                    assertThat(rule.at("/EventPattern/detail-type/0").asText()).isEqualTo(detailType);
                    assertThat(rule.at("/EventPattern/detail/jobQueue").toString())
                            .contains("WorkersJobs");
                    assertThat(rule.at("/Targets/0/Arn/Ref").asText()).isEqualTo(topic());
                    assertThat(rule.at("/Targets/0/InputTransformer").toString())
                            .contains("statusReason");
                });
        assertThat(CLOUD.resources("AWS::SNS::TopicPolicy").toString())
                .contains("\"Service\":\"events.amazonaws.com\"");
    }

    /// At rest a deployment for trying things out uses only what is free: ten metrics of alarms, no
    /// dashboard.
    @Test
    void aDeploymentForTryingOutIsFreeAtRest() {
        var dev = Synthesized.DEV;
        int metrics = dev.resources("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(entry -> !entry.getKey().startsWith("AlarmsRouteTrouble"))
                .mapToInt(entry -> Math.max(
                        1,
                        entry.getValue()
                                .path("Metrics")
                                .findValues("MetricName")
                                .size()))
                .sum();
        assertThat(metrics).isEqualTo(10);
        assertThat(dev.resources("AWS::CloudWatch::Dashboard")).isEmpty();
        assertThat(CLOUD.resources("AWS::CloudWatch::Dashboard")).hasSize(1);
        assertThat(dev.resources("AWS::Logs::LogGroup").values())
                .filteredOn(log -> log.get("RetentionInDays").asInt() == 7)
                .hasSizeGreaterThan(10);
    }

    /// A person who gets the mail finds the remedy under the alarm's name.
    @Test
    void thePageOfOperationsHasASectionForEachAlarmAndForNoOther() throws Exception {
        var rung = Stream.concat(
                        CLOUD.resources("AWS::CloudWatch::Alarm").keySet().stream(),
                        CLOUD.resources("AWS::Events::Rule").keySet().stream().filter(id -> id.startsWith("Alarms")))
                .map(id -> id.substring("Alarms".length(), id.length() - 8))
                .filter(id -> !id.equals("FunctionErrors2"))
                .toList();
        var sections = Files.readAllLines(Path.of("../../docs/operations.md")).stream()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4))
                .toList();
        assertThat(sections).containsExactlyInAnyOrderElementsOf(rung);
    }

    @Test
    void aBudgetTellsWhoeverIsNamed() {
        assertThat(CLOUD.resources("AWS::Budgets::Budget").values())
                .singleElement()
                .satisfies(budget -> assertThat(budget.toString())
                        .contains("\"Amount\":100", "people@example.com", "user:azulejo$"));
        assertThat(CLOUD.resources("AWS::S3::Bucket").values())
                .allSatisfy(bucket -> assertThat(bucket.get("Tags").toString()).contains("\"Key\":\"azulejo\""));
    }

    /// The threshold is nearly the number of looks in half an hour.
    @Test
    void aDriveThatCannotBeLookedIntoIsNoticed() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").values())
                .filteredOn(alarm -> alarm.path("MetricName").asText().equals("RouteTrouble"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.get("Dimensions").toString())
                            .isEqualTo("[{\"Name\":\"function\",\"Value\":\"connect\"}]");
                    assertThat(alarm.get("Period").asInt()).isEqualTo(1800);
                    assertThat(alarm.get("Threshold").asInt()).isEqualTo(25);
                });
    }

    @Test
    void anAttemptThatNobodyGoesOnWithIsNoticed() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").values())
                .filteredOn(alarm -> alarm.path("MetricName").asText().equals("OverdueAttempts"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.get("Dimensions").toString())
                            .isEqualTo("[{\"Name\":\"function\",\"Value\":\"overdue\"}]");
                    assertThat(alarm.get("Period").asInt()).isEqualTo(86_400);
                    assertThat(alarm.get("Threshold").asInt()).isEqualTo(1);
                });
        assertThat(CLOUD.resources("AWS::Events::Rule").entrySet())
                .filteredOn(rule -> rule.getKey().startsWith("RulesLooksForOverdue"))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.getValue().path("ScheduleExpression").asText())
                            .isEqualTo("rate(1 day)");
                    assertThat(rule.getValue().toString()).contains("FunctionsOverdueLive");
                });
    }

    /// The alarm uses the names that the function writes: a metric that is never written never alarms.
    @Test
    void aDecisionWithoutItsResultIsNoticed() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").values())
                .filteredOn(alarm -> alarm.path("MetricName").asText().equals("UndeliveredDecisions"))
                .singleElement()
                .satisfies(alarm -> {
                    assertThat(alarm.get("Namespace").asText()).isEqualTo("Azulejo");
                    assertThat(alarm.get("Dimensions").toString())
                            .isEqualTo("[{\"Name\":\"function\",\"Value\":\"dead-letter\"}]");
                    assertThat(alarm.get("Threshold").asInt()).isEqualTo(1);
                });
    }
}
