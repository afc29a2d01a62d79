package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.events.JacksonCodec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StackTest {
    private static final Synthesized CLOUD = Synthesized.CLOUD;

    @Test
    void bucketsKeepVersionsAndAnnounceTheirObjects() {
        assertThat(CLOUD.resources("AWS::S3::Bucket")).hasSize(3).allSatisfy((id, bucket) -> {
            assertThat(bucket.at("/VersioningConfiguration/Status").asText()).isEqualTo("Enabled");
            assertThat(bucket.at("/BucketEncryption/ServerSideEncryptionConfiguration"))
                    .isNotEmpty();
            assertThat(bucket.at("/PublicAccessBlockConfiguration/BlockPublicPolicy")
                            .asBoolean())
                    .isTrue();
            assertThat(bucket.at("/NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled")
                            .asBoolean())
                    .isTrue();
            assertThat(bucket.has("BucketName"))
                    .as("CloudFormation names %s", id)
                    .isFalse();
            assertThat(bucket.at("/LifecycleConfiguration/Rules").findValuesAsText("DaysAfterInitiation"))
                    .containsExactly("2");
        });
    }

    @Test
    void onlyTheWorkBucketForgetsItsObjects() {
        CLOUD.resources("AWS::S3::Bucket")
                .forEach((id, bucket) -> assertThat(
                                bucket.at("/LifecycleConfiguration/Rules").findValuesAsText("ExpirationInDays"))
                        .as(id)
                        .isEqualTo(
                                id.startsWith("BucketsWork")
                                        ? List.of("35", "14", "14", "14", "14", "14", "14", "14", "35", "2")
                                        : List.of()));
    }

    /// A folder that a role writes to must be one that expires, so that nothing grows for ever.
    @Test
    void whatIsWrittenToTheWorkBucketIsForgotten() {
        var forgotten = rulesOfWork()
                .filter(rule -> rule.has("ExpirationInDays"))
                .map(rule -> rule.get("Prefix").asText())
                .collect(Collectors.toSet());
        var written = Grant.resources(Grant.all(CLOUD), "s3:PutObject").stream()
                .filter(resource -> resource.startsWith("BucketsWork/"))
                .map(resource -> resource.split("/", 3)[1] + "/")
                .collect(Collectors.toCollection(TreeSet::new));
        var kept = Set.of(
                "hooks/", "routes/", "drives/", "arenas/", "expiring/"); // until people remove them, or it is time
        assertThat(written).containsAll(kept);
        written.removeAll(kept);
        assertThat(written).isEqualTo(forgotten);
    }

    private static Stream<JsonNode> rulesOfWork() {
        return CLOUD.resources("AWS::S3::Bucket").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("BucketsWork"))
                .flatMap(entry ->
                        entry.getValue().at("/LifecycleConfiguration/Rules").valueStream());
    }

    /// Pixels are recognised by their size, so the records of a job must be smaller: the largest one lists
    /// the shards of the largest image.
    @Test
    void pixelsGoAfterTwoDaysAndWhatJobsSayStaysForFourteen() {
        assertThat(rulesOfWork().filter(rule -> rule.has("ObjectSizeGreaterThan")))
                .singleElement()
                .satisfies(rule -> {
                    assertThat(rule.get("Prefix").asText()).isEqualTo("jobs/");
                    assertThat(rule.get("ExpirationInDays").asInt()).isEqualTo(2);
                });
        var shards = IntStream.range(0, 2_500)
                .mapToObj(id -> new Shard(Shard.SCHEMA, new JobId("f".repeat(24)), id, 99_999, 99_999, 99_999, 99_999))
                .toArray(Shard[]::new);
        assertThat(new JacksonCodec().encode(shards).length).isLessThan((int) Buckets.PIXELS_FROM_BYTES);
    }

    @Test
    void aKeyThatWasOverwrittenByMistakeCanBeHadBack() {
        for (var folder : List.of("access/", "hooks/")) {
            assertThat(rulesOfWork()
                            .filter(rule -> rule.path("Prefix").asText("").equals(folder)))
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.at("/NoncurrentVersionExpiration/NoncurrentDays")
                                    .asInt())
                            .isEqualTo(35));
        }
        assertThat(rulesOfWork()).noneMatch(rule -> rule.has("NoncurrentVersionExpiration") && !rule.has("Prefix"));
    }

    /// Calls of the API that wait for jobs have a limit.
    @Test
    void theApiCannotStarveThePipeline() {
        assertThat(CLOUD.resources("AWS::Lambda::Function").entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("ApiHttp"))
                        .map(entry -> entry.getValue()
                                .path("ReservedConcurrentExecutions")
                                .asInt()))
                .containsExactly(200);
    }

    /// GPUs are not available in all zones of a region.
    @Test
    void machinesMayBeInThreeZones() {
        assertThat(CLOUD.resources("AWS::EC2::Subnet").values().stream()
                        .map(subnet ->
                                subnet.at("/AvailabilityZone/Fn::Select/0").asInt()))
                .containsExactlyInAnyOrder(0, 1, 2);
    }

    /// Pages of any origin may use a link for all it allows: they have it from the API, which requires a
    /// key.
    @Test
    void pagesMayUseLinksToUploadsAndResultsAndNothingElse() {
        CLOUD.resources("AWS::S3::Bucket").forEach((id, bucket) -> {
            var rules = bucket.at("/CorsConfiguration/CorsRules");
            if (id.startsWith("BucketsInbox")) {
                assertThat(rules.isMissingNode()).isTrue();
            } else {
                assertThat(rules)
                        .singleElement()
                        .satisfies(rule -> assertThat(
                                        rule.get("AllowedMethods").valueStream().map(JsonNode::asText))
                                .containsExactly("GET", "HEAD", "PUT"));
            }
        });
    }

    /// The page lies at the address of the stage itself.
    @Test
    void theGatewayGivesItsRootToTheFunctionToo() {
        assertThat(CLOUD.resources("AWS::ApiGateway::Method").values())
                .extracting(method -> "%s %s %s"
                        .formatted(
                                method.get("HttpMethod").asText(),
                                method.at("/ResourceId/Fn::GetAtt").isMissingNode() ? "{proxy+}" : "/",
                                method.at("/Integration/Type").asText()))
                .containsExactlyInAnyOrder("ANY / AWS_PROXY", "ANY {proxy+} AWS_PROXY");
    }

    @Test
    void bucketsAndQueuesRefuseWhatIsNotEncryptedOnItsWay() {
        for (var type : List.of("AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy")) {
            assertThat(CLOUD.resources(type))
                    .isNotEmpty()
                    .allSatisfy((id, policy) -> assertThat(
                                    policy.at("/PolicyDocument/Statement/0").toString())
                            .contains("\"Effect\":\"Deny\"", "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));
        }
    }

    /// Only the pool's function needs no place, as its next call comes in a minute.
    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "POOL")
    void everyFunctionHasAnAliasAndAPlaceForItsFailures(PipelineFunction function) {
        var handler = function.text();
        var made = CLOUD.resources("AWS::Lambda::Function").entrySet().stream()
                .filter(entry -> entry.getValue()
                        .at("/Environment/Variables/" + Variable.FUNCTION.text())
                        .asText()
                        .equals(handler))
                .toList();
        assertThat(made).hasSize(1);
        var properties = made.getFirst().getValue();
        var id = made.getFirst().getKey();

        assertThat(properties.get("Runtime").asText()).isEqualTo("java25");
        assertThat(properties.at("/SnapStart/ApplyOn").asText())
                .isEqualTo(Capacity.startsFromSnapshot(function) ? "PublishedVersions" : "");
        assertThat(properties.at("/Environment/Variables").properties().stream().map(Map.Entry::getKey))
                .contains(
                        Variable.INBOX.text(),
                        Variable.OUTBOX.text(),
                        Variable.WORK.text(),
                        Variable.BUS.text(),
                        Limit.PIXELS.variable());
        assertThat(of("AWS::Lambda::Alias", id))
                .singleElement()
                .satisfies(alias -> assertThat(alias.get("Name").asText()).isEqualTo("live"));
        assertThat(of("AWS::Lambda::EventInvokeConfig", id)).singleElement().satisfies(config -> {
            assertThat(config.get("Qualifier").toString()).contains("Live");
            assertThat(config.get("MaximumRetryAttempts").asInt()).isEqualTo(2);
            assertThat(config.at("/DestinationConfig/OnFailure/Destination").toString())
                    .contains(function == PipelineFunction.DEAD_LETTER ? "QueuesUnexplained" : "QueuesDeadStages");
        });
    }

    private static List<JsonNode> of(String type, String functionId) {
        return CLOUD.resources(type).values().stream()
                .filter(resource -> resource.get("FunctionName").toString().contains(functionId))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void everyPlaceholderOfAMachineIsFilledAndNothingElse(Machine machine) {
        assertThat(CLOUD.stack().substitutions(machine).keySet()).isEqualTo(machine.placeholders());

        var made = CLOUD.resources("AWS::StepFunctions::StateMachine").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("Machines" + Names.pascal(machine)))
                .toList();
        assertThat(made).singleElement().satisfies(entry -> {
            var names = new TreeSet<String>();
            entry.getValue().get("DefinitionSubstitutions").fieldNames().forEachRemaining(names::add);
            assertThat(names).isEqualTo(machine.placeholders());
            assertThat(entry.getValue().get("DefinitionString").asText()).isEqualTo(machine.definition());
        });
    }

    @Test
    void deadTasksAndDeadStagesReachTheDeadLetterFunctionAndThenTheLastQueue() {
        var sources = CLOUD.resources("AWS::Lambda::EventSourceMapping").values();
        assertThat(sources.stream().filter(source -> !source.toString().contains("QueuesPlanned")))
                .hasSize(4)
                .allSatisfy(source -> {
                    assertThat(source.get("BatchSize").asInt()).isEqualTo(1);
                    assertThat(source.get("FunctionResponseTypes").toString()).contains("ReportBatchItemFailures");
                    var queue = source.get("EventSourceArn").toString();
                    assertThat(source.get("FunctionName").toString())
                            .contains(
                                    queue.contains("QueuesDeliveries")
                                            ? "FunctionsWebhookLive"
                                            : queue.contains("QueuesReturns")
                                                    ? "FunctionsConnectLive"
                                                    : "FunctionsDeadLetterLive");
                });
        assertThat(sources.toString()).contains("QueuesDeadStages", "QueuesDeadTasks");

        assertThat(redrive("QueuesTasks")).contains("QueuesDeadTasks", "\"maxReceiveCount\":50");
        assertThat(redrive("QueuesDeliveries")).contains("QueuesUnexplained", "\"maxReceiveCount\":10");
        assertThat(redrive("QueuesReturns")).contains("QueuesUnexplained", "\"maxReceiveCount\":200");
        assertThat(redrive("QueuesDeadTasks")).contains("QueuesUnexplained", "\"maxReceiveCount\":3");
        assertThat(redrive("QueuesDeadStages")).contains("QueuesUnexplained", "\"maxReceiveCount\":3");
    }

    private static String redrive(String queue) {
        return CLOUD.resources("AWS::SQS::Queue").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(queue))
                .map(entry -> entry.getValue().get("RedrivePolicy").toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWorkersMessageIsHiddenForAsLongAsADeadWorkerMayCost() {
        assertThat(CLOUD.resources("AWS::SQS::Queue").entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("QueuesTasks"))
                        .map(entry -> entry.getValue().get("VisibilityTimeout").asInt()))
                .containsExactly(180);
    }

    @Test
    void everyDeadQueueHasAnAlarm() {
        assertThat(CLOUD.resources("AWS::CloudWatch::Alarm").values().toString())
                .contains("QueuesUnexplained", "QueuesDeadTasks", "QueuesDeadStages");
    }

    @Test
    void forLocalStackNothingDiffersButTheWorkersPartThatIsLeftOut() {
        var cloud = CLOUD.template().get("Resources");
        var local = Synthesized.LOCALSTACK.template().get("Resources");

        local.properties()
                .forEach(entry -> assertThat(withoutWorkers(entry.getValue()))
                        .as(entry.getKey())
                        .isEqualTo(withoutWorkers(cloud.get(entry.getKey()))));
        assertThat(cloud.properties().stream().map(Map.Entry::getKey).filter(id -> !local.has(id)))
                .isNotEmpty()
                .allMatch(id -> Stream.of("Workers", "Pool", "AlarmsWorker", "QueuesPlannedPolicy")
                        .anyMatch(id::startsWith));
    }

    /// Policies list who may send to a queue or a topic; this removes those for workers and their pool.
    private static List<String> withoutWorkers(JsonNode resource) {
        var statements = resource.at("/Properties/PolicyDocument/Statement");
        return statements.isEmpty()
                ? List.of(resource.toString())
                : statements
                        .valueStream()
                        .map(JsonNode::toString)
                        .filter(text -> Stream.of("PoolLooks", "PoolPlanned", "AlarmsWorker")
                                .noneMatch(text::contains))
                        .filter(text -> !(text.contains("events.amazonaws.com") && text.contains("AlarmsTopic")))
                        .toList();
    }

    @Test
    void theSameTwiceIsTheSame() {
        assertThat(Synthesized.of(false, Profile.PROD).template().toString())
                .isEqualTo(CLOUD.template().toString());
    }

    @Test
    void itSaysWhatOthersNeedToKnow() {
        var outputs = new TreeSet<String>();
        CLOUD.template().get("Outputs").fieldNames().forEachRemaining(outputs::add);

        var known = Stream.of(
                        Arrays.stream(StackOutput.values()).map(StackOutput::text),
                        Arrays.stream(Machine.values()).map(StackOutput::arnOf),
                        Arrays.stream(PipelineFunction.values()).map(StackOutput::nameOf))
                .flatMap(names -> names);
        assertThat(outputs).containsExactlyInAnyOrderElementsOf(known.toList());
    }

    @Test
    void anArtifactThatIsNotBuiltIsSaidSo(@TempDir Path folder) {
        assertThatThrownBy(() -> Synthesized.deployment(folder.resolve("function.zip"), true, Profile.PROD, Map.of()))
                .hasMessageContaining("function.zip is not there: build it");
    }

    @Test
    void aLimitThatIsNoneIsSaidSo(@TempDir Path folder) throws Exception {
        var zip = Synthesized.standIn(folder);
        assertThatThrownBy(() -> Synthesized.deployment(zip, true, Profile.PROD, Map.of(Limit.PIXELS, "many")))
                .hasMessageContaining("the context max-pixels is 'many'");
    }

    @Test
    void withoutTheCdkCommandItWritesTemplateAndAssets(@TempDir Path folder) throws Exception {
        AzulejoApp.main(
                folder.resolve("out").toString(),
                "stack=Other",
                "localstack=true",
                "functionZip=" + Synthesized.standIn(folder),
                "apiZip=" + Synthesized.standIn(folder));

        assertThat(Files.readString(folder.resolve("out/Other.template.json"))).contains("Other-events");
        assertThat(folder.resolve("out/Other.assets.json")).exists();
    }
}
