package dev.azulejo.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tests the settings of AWS Batch for workers.
class WorkersTest {
    private static final Synthesized CLOUD = Synthesized.CLOUD;

    private static JsonNode only(String type) {
        var found = CLOUD.resources(type);
        assertThat(found).hasSize(1);
        return found.values().iterator().next();
    }

    private static JsonNode container() {
        return only("AWS::Batch::JobDefinition").get("ContainerProperties");
    }

    /// An image that is named only by its address gives the execution role no right to pull it.
    @Test
    void theImageLiesInARepositoryOfTheStackWhichTheExecutionRoleMayPull() {
        assertThat(CLOUD.resources("AWS::ECR::Repository").keySet())
                .singleElement()
                .satisfies(repository -> {
                    assertThat(container().get("Image").toString()).contains(repository);
                    assertThat(container().get("Image").toString()).contains(":latest");
                    var grants = Grant.of(CLOUD, Grant.text(container().get("ExecutionRoleArn")));
                    for (var action : List.of(
                            "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer", "ecr:BatchGetImage")) {
                        assertThat(Grant.resources(grants, action)).containsExactly(Grant.name(repository));
                    }
                    assertThat(Grant.resources(grants, "ecr:GetAuthorizationToken"))
                            .containsExactly("*");
                });
    }

    @Test
    void theRepositoryIsScannedForgetsReplacedImagesAndGoesWithTheStack() {
        var repository = only("AWS::ECR::Repository");
        assertThat(repository.at("/ImageScanningConfiguration/ScanOnPush").asBoolean())
                .isTrue();
        assertThat(repository.at("/LifecyclePolicy/LifecyclePolicyText").asText())
                .contains("\"tagStatus\":\"untagged\"", "\"type\":\"expire\"");
        assertThat(repository.get("EmptyOnDelete").asBoolean()).isTrue();
        assertThat(CLOUD.template().get("Outputs").has(StackOutput.WORKER_REPOSITORY_URI.text()))
                .isTrue();
    }

    /// All other failures would happen again: a missing image, a model that does not work, a setting.
    @Test
    void onlyWhatAHostOrASignalEndedIsTriedAgain() {
        var retry = only("AWS::Batch::JobDefinition").get("RetryStrategy");
        assertThat(retry.get("Attempts").asInt()).isEqualTo(10);
        assertThat(retry.get("EvaluateOnExit").toString())
                .isEqualTo("[{\"Action\":\"RETRY\",\"OnStatusReason\":\"Host EC2*\"},"
                        + "{\"Action\":\"RETRY\",\"OnExitCode\":\"143\"},"
                        + "{\"Action\":\"RETRY\",\"OnExitCode\":\"137\"},"
                        + "{\"Action\":\"EXIT\",\"OnReason\":\"*\"}]");
    }

    /// A worker is told to stop two minutes before its host goes, and so gives back what it holds.
    @Test
    void aSpotHostThatIsCalledBackDrains() {
        assertThat(only("AWS::EC2::LaunchTemplate")
                        .at("/LaunchTemplateData/UserData")
                        .toString())
                .contains("Content-Type: multipart/mixed")
                .contains("\\necho ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config\\n")
                .contains("docker stop -t 90", "systemd-run --unit=azulejo-spot");
    }

    @Test
    void theMetadataOfAnInstanceNeedATokenAndAreNotForContainers() {
        var options = only("AWS::EC2::LaunchTemplate").at("/LaunchTemplateData/MetadataOptions");
        assertThat(options.get("HttpTokens").asText()).isEqualTo("required");
        assertThat(options.get("HttpPutResponseHopLimit").asInt()).isEqualTo(1);
    }

    @Test
    void eachKindOfInstanceStartsFromTheLaunchTemplate() {
        var template =
                CLOUD.resources("AWS::EC2::LaunchTemplate").keySet().iterator().next();
        assertThat(CLOUD.resources("AWS::Batch::ComputeEnvironment")).hasSize(2).allSatisfy((id, environment) -> {
            var named = environment.at("/ComputeResources/LaunchTemplate");
            assertThat(named.at("/LaunchTemplateId/Ref").asText()).isEqualTo(template);
            assertThat(named.at("/Version/Fn::GetAtt/1").asText()).isEqualTo("LatestVersionNumber");
        });
        assertThat(CLOUD.resources("AWS::Batch::ComputeEnvironment").values().toString())
                .contains("SPOT_PRICE_CAPACITY_OPTIMIZED", "BEST_FIT_PROGRESSIVE");
    }

    @Test
    void whoeverCutsWorkKnowsThatWorkersHaveGpus() {
        assertThat(container().get("Environment").toString())
                .contains("{\"Name\":\"%s\",\"Value\":\"cuda\"}".formatted(Variable.DEVICE.text()));
        var told = CLOUD.resources("AWS::Lambda::Function").values().stream()
                .map(function -> function.at("/Environment/Variables"))
                .filter(variables -> variables.has(Variable.WORK.text()))
                .map(variables -> variables.path(Variable.WORKERS.text()).asText())
                .toList();
        assertThat(told).hasSizeGreaterThan(10).containsOnly("gpu");
    }

    /// With one worker per event, ten thousand photographs would start ten thousand workers, each for five
    /// minutes.
    @Test
    void noEventStartsAWorkerBesideThePool() {
        assertThat(CLOUD.resources("AWS::Events::Rule").values().toString()).doesNotContain("BatchParameters");
        assertThat(Grant.all(CLOUD).stream()
                        .filter(grant -> grant.actions().contains("batch:SubmitJob"))
                        .map(Grant::role))
                .containsOnly("PoolFunctionRole");
    }

    @Test
    void thePoolLooksOnceAMinuteAndWhenManifestsHaveComeOneCallAtATime() {
        var pool = CLOUD.resources("AWS::Lambda::Function").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("PoolFunction"))
                .findFirst()
                .orElseThrow();
        assertThat(pool.getValue().get("ReservedConcurrentExecutions").asInt()).isOne();
        assertThat(CLOUD.resources("AWS::Events::Rule").values().stream()
                        .filter(rule -> rule.path("ScheduleExpression").asText().equals("rate(1 minute)"))
                        .filter(rule -> rule.get("Targets").toString().contains(pool.getKey())))
                .hasSize(1);
        assertThat(CLOUD.resources("AWS::Events::Rule").values().stream()
                        .filter(rule -> rule.path("EventPattern").toString().contains("manifest.json"))
                        .map(rule -> rule.at("/Targets/0/Arn").toString()))
                .anyMatch(target -> target.contains("QueuesPlanned"));
        assertThat(CLOUD.resources("AWS::Lambda::EventSourceMapping").values().stream()
                        .filter(source -> source.toString().contains("QueuesPlanned")))
                .singleElement()
                .satisfies(source -> assertThat(source.get("BatchSize").asInt()).isEqualTo(100));
    }

    /// A worker's GPU may hang, and no work is lost when it ends.
    @Test
    void aWorkerEndsWhenItHasNothingToDoAndAfterADay() {
        var job = only("AWS::Batch::JobDefinition");
        assertThat(job.at("/Timeout/AttemptDurationSeconds").asInt()).isEqualTo(86_400);
        assertThat(container().get("Environment").toString())
                .contains("{\"Name\":\"%s\",\"Value\":\"20\"}".formatted(Variable.FIRST_SECONDS.text()));
    }

    /// There is room for that many on Spot, and again on demand.
    @Test
    void asManyWorkersAsThePoolMayStartHaveRoom() {
        assertThat(CLOUD.resources("AWS::Batch::ComputeEnvironment").values())
                .allSatisfy(environment -> assertThat(
                                environment.at("/ComputeResources/MaxvCpus").asInt())
                        .isEqualTo(4 * Fleet.DEFAULT.mostWorkers()));
    }

    /// The worker cannot ask its instance for the region, see above.
    @Test
    void aWorkerIsToldItsRegion() {
        assertThat(container().get("Environment").toString())
                .contains("{\"Name\":\"%s\",\"Value\":{\"Ref\":\"AWS::Region\"}}".formatted(Variable.REGION.text()));
    }

    @Test
    void whatAWorkerLogsIsKeptForAMonth() {
        var log = container().get("LogConfiguration");
        assertThat(log.get("LogDriver").asText()).isEqualTo("awslogs");
        var group = log.at("/Options/awslogs-group/Ref").asText();
        assertThat(CLOUD.resources("AWS::Logs::LogGroup"))
                .hasEntrySatisfying(
                        group,
                        made -> assertThat(made.get("RetentionInDays").asInt()).isEqualTo(30));
    }

    /// A worker that comes after a day without any GPU still finds its task, and the task is still awaited.
    @Test
    void aTasksMessageOutlivesTheWaitForIt() {
        var tasks = CLOUD.resources("AWS::SQS::Queue").entrySet().stream()
                .filter(entry -> entry.getKey().startsWith("QueuesTasks"))
                .map(entry -> entry.getValue())
                .findFirst()
                .orElseThrow();
        var machine = Machine.ENHANCE.definition();
        assertThat(machine).contains("\"TimeoutSeconds\": 172800");
        assertThat(tasks.path("MessageRetentionPeriod").asInt()).isGreaterThan(172_800);
    }
}
