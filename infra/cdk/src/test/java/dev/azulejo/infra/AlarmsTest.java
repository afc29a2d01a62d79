package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.StackOutput;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// An alarm that nobody hears is none.
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
                .hasSize(7)
                .allSatisfy((id, alarm) ->
                        assertThat(alarm.path("AlarmActions").toString()).contains(topic()));
    }

    /// A policy of its own replaces the one that a topic has by itself.
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

    /// A function takes it at once, so it never waits: what was received is counted.
    @Test
    void aTaskThatNobodyCouldEndIsNoticedThoughItIsTakenAtOnce() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("AlarmsDeadTask")))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.getValue().get("MetricName").asText()).isEqualTo("NumberOfMessagesReceived");
                    assertThat(entry.getValue().get("Statistic").asText()).isEqualTo("Sum");
                    assertThat(entry.getValue().get("Dimensions").toString()).contains("QueuesDeadTasks");
                });
    }

    /// What no worker fetches for half a day: no GPU is to be had, or no worker starts.
    @Test
    void tasksThatNobodyFetchesAreNoticed() {
        var waits = CLOUD.resources("AWS::CloudWatch::Alarm").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("AlarmsTasksWait"))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(waits).singleElement().satisfies(alarm -> {
            assertThat(alarm.get("MetricName").asText()).isEqualTo("ApproximateAgeOfOldestMessage");
            assertThat(alarm.get("Dimensions").toString()).contains("QueuesTasks");
            assertThat(List.of(alarm.get("Threshold").asInt())).containsExactly(43_200);
        });
    }

    /// As many looks as there are in half an hour, almost.
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

    /// By the names that the function writes: a metric that nobody writes never alarms.
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
