package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.events.EventNames;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RulesTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final Attempt FIRST = Attempt.first(JOB);
    private static final Map<StageTrigger, String> TARGETS = Map.of(
            StageTrigger.PLAN, "FunctionsPlanLive",
            StageTrigger.INFER, "MachinesEnhance",
            StageTrigger.STITCH, "MachinesStitch",
            StageTrigger.DELIVER, "FunctionsDeliverLive",
            StageTrigger.NOTIFY, "FunctionsNotifyLive");

    private static List<JsonNode> rules(Synthesized synthesized) {
        return List.copyOf(synthesized.resources("AWS::Events::Rule").values());
    }

    private static List<JsonNode> rulesFor(Synthesized synthesized, String key) {
        return rules(synthesized).stream()
                .filter(rule ->
                        pattern(rule).map(pattern -> key.matches(pattern)).orElse(false))
                .toList();
    }

    /// The keys of the work place that a rule takes, as a regular expression.
    private static java.util.Optional<String> pattern(JsonNode rule) {
        return rule.at("/EventPattern/detail/object/key")
                .valueStream()
                .map(key -> key.get("wildcard").asText())
                .map(wildcard -> Pattern.quote(wildcard).replace("*", "\\E.*\\Q"))
                .findFirst();
    }

    @ParameterizedTest
    @EnumSource
    void eachTriggerHasOneRuleAndOneTarget(StageTrigger trigger) {
        assertThat(rulesFor(Synthesized.LOCALSTACK, trigger.key(FIRST)))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.at("/EventPattern/detail-type/0").asText()).isEqualTo(EventNames.OBJECT_CREATED);
                    assertThat(rule.at("/EventPattern/detail/bucket/name/0/Ref").asText())
                            .startsWith("BucketsWork");
                    assertThat(rule.get("Targets")).hasSize(1);
                    assertThat(rule.at("/Targets/0/Arn").toString()).contains(TARGETS.get(trigger));
                });
    }

    @ParameterizedTest
    @EnumSource
    void laterAttemptsStartTheSame(StageTrigger trigger) {
        assertThat(rulesFor(Synthesized.LOCALSTACK, trigger.key(new Attempt(JOB, 12))))
                .hasSize(1);
    }

    @Test
    void noOtherObjectOfAJobStartsAnything() {
        for (var key : List.of(
                JobKeys.shards(JOB),
                JobKeys.source(JOB, 0),
                JobKeys.tiles(JOB, 0),
                JobKeys.strip(JOB, 0, 0, "a"),
                JobKeys.request(JOB),
                JobKeys.decision(FIRST),
                JobKeys.claim(FIRST, "enhance"),
                "intake/manifest.json")) {
            assertThat(rulesFor(Synthesized.CLOUD, key)).as(key).isEmpty();
        }
    }

    @Test
    void onAwsThePoolHearsOfTheManifestToo() {
        var rules = rulesFor(Synthesized.CLOUD, StageTrigger.INFER.key(FIRST));

        assertThat(rules)
                .hasSize(2)
                .anySatisfy(
                        rule -> assertThat(rule.at("/Targets/0/Arn").toString()).contains("QueuesPlanned"));
    }

    /// An input without the id makes LocalStack lose the event; the machine ignores it.
    @Test
    void machinesGetTheIdOfTheirEventAndTheObjectsPlace() {
        for (var trigger : List.of(StageTrigger.INFER, StageTrigger.STITCH)) {
            var transformer = rulesFor(Synthesized.LOCALSTACK, trigger.key(FIRST))
                    .getFirst()
                    .at("/Targets/0/InputTransformer");

            assertThat(transformer.get("InputTemplate").asText())
                    .isEqualTo("{\"bucket\":<detail-bucket-name>,\"id\":<id>,\"key\":<detail-object-key>}");
        }
    }

    @Test
    void everyTargetSaysWhereItsUndeliveredEventsGo() {
        assertThat(rules(Synthesized.CLOUD))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(rule.get("Targets"))
                        .allSatisfy(target -> assertThat(target.at("/DeadLetterConfig/Arn/Fn::GetAtt/0")
                                        .asText())
                                .startsWith("Queues")));
    }

    @Test
    void theInboxStartsIntakeWhateverTheKey() {
        var inbox = rules(Synthesized.CLOUD).stream()
                .filter(rule -> rule.at("/EventPattern/detail/bucket/name/0/Ref")
                        .asText()
                        .startsWith("BucketsInbox"));

        assertThat(inbox).singleElement().satisfies(rule -> {
            assertThat(rule.at("/EventPattern/detail/object").isMissingNode()).isTrue();
            assertThat(rule.at("/Targets/0/Arn").toString()).contains("FunctionsIntakeLive");
        });
    }

    /// Reports are also deleted.
    @Test
    void whatComesAndGoesInTheFoldersOfRoutesIsCarried() {
        var outbox = rules(Synthesized.CLOUD).stream()
                .filter(rule -> rule.at("/EventPattern/detail/bucket/name/0/Ref")
                        .asText()
                        .startsWith("BucketsOutbox"));

        assertThat(outbox).singleElement().satisfies(rule -> {
            assertThat(rule.at("/EventPattern/detail-type").valueStream().map(JsonNode::asText))
                    .containsExactly(EventNames.OBJECT_CREATED, EventNames.OBJECT_DELETED);
            assertThat(rule.at("/EventPattern/detail/object/key/0/wildcard").asText())
                    .isEqualTo("routes/*");
            assertThat(rule.at("/Targets/0/Arn").toString()).contains("QueuesReturns");
        });
    }

    @Test
    void othersMayAskByAnEventOfTheirOwn() {
        var asked = rules(Synthesized.CLOUD).stream()
                .filter(rule -> rule.at("/EventPattern/detail-type/0").asText().equals(EventNames.REQUESTED));

        assertThat(asked).singleElement().satisfies(rule -> {
            assertThat(rule.at("/EventPattern/source").toString())
                    .isEqualTo("[{\"anything-but\":[\"%s\"]}]".formatted(EventNames.OURS));
            assertThat(rule.get("EventBusName").toString()).contains("Bus");
            assertThat(rule.at("/Targets/0/Arn").toString()).contains("FunctionsIntakeLive");
        });
    }

    @Test
    void executionsThatDidNotSucceedGoWhereFailedStagesGo() {
        var changes = rules(Synthesized.CLOUD).stream()
                .filter(rule -> rule.at("/EventPattern/source/0").asText().equals(EventNames.STEP_FUNCTIONS));

        assertThat(changes).singleElement().satisfies(rule -> {
            assertThat(rule.at("/EventPattern/detail/status").toString())
                    .isEqualTo("[\"FAILED\",\"TIMED_OUT\",\"ABORTED\"]");
            assertThat(rule.at("/EventPattern/detail/stateMachineArn")).hasSize(2);
            assertThat(rule.at("/Targets/0/Arn").toString()).contains("QueuesDeadStages");
        });
    }
}
