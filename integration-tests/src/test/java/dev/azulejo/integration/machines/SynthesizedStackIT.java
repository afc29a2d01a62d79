package dev.azulejo.integration.machines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.infra.AzulejoApp;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.Deployer;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.integration.localstack.Subscription;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

/// The template of the CDK, deployed as it is. Its functions do nothing here.
@OnLocalStack
class SynthesizedStackIT {
    private static final String JOB = "0123456789abcdef01234567";

    private final AwsClients aws;

    @TempDir
    private Path folder;

    SynthesizedStackIT(AwsClients aws) {
        this.aws = aws;
    }

    @Test
    void aManifestAndNothingElseStartsTheMachineWhichAsksForAWorkerAndCallsItsClose() throws Exception {
        var zip = StandInArtifact.writtenTo(folder);
        var assembly = folder.resolve("assembly");
        AzulejoApp.synthesize(
                assembly,
                Map.of(
                        "stack",
                        "Synthesized",
                        "localstack",
                        "true",
                        "profile",
                        "dev", // it has no dashboards
                        "functionZip",
                        zip.toString(),
                        "apiZip",
                        zip.toString()));
        var deployer = new Deployer(aws, Set.of("AWS::CDK::Metadata"));
        var stack = deployer.deploy(assembly, "Synthesized", "synthesized");
        try {
            var work = stack.output(StackOutput.WORK_BUCKET);
            put(work, "shards.json", "[{\"schema\":1,\"job\":\"%s\",\"id\":0}]".formatted(JOB));
            put(work, "source/0", "pixels");
            put(work, "attempts/0/manifest.json", "{}");

            var task = new Subscription(aws.sqs(), stack.output(StackOutput.TASKS_QUEUE_URL))
                    .await(Duration.ofMinutes(5), any -> true);

            assertThat(task.at("/shard/job").asText()).isEqualTo(JOB);
            aws.stepFunctions()
                    .sendTaskSuccess(request ->
                            request.taskToken(task.get("token").asText()).output("{}"));
            assertThat(endOfTheOnlyExecution(stack.output(StackOutput.arnOf(Machine.ENHANCE))))
                    .isEqualTo("SUCCEEDED");
            assertThat(stack.outputs())
                    .containsKeys(
                            StackOutput.INBOX_BUCKET.text(),
                            StackOutput.OUTBOX_BUCKET.text(),
                            StackOutput.BUS_NAME.text(),
                            StackOutput.DEAD_STAGES_QUEUE_URL.text(),
                            StackOutput.UNEXPLAINED_QUEUE_URL.text());
        } finally {
            deployer.delete("synthesized");
        }
    }

    private String endOfTheOnlyExecution(String machine) throws InterruptedException {
        for (int look = 0; look < 300; look++) {
            var executions = aws.stepFunctions()
                    .listExecutions(request -> request.stateMachineArn(machine))
                    .executions();
            assertThat(executions).hasSize(1);
            var status = executions.getFirst().statusAsString();
            if (!status.equals("RUNNING")) {
                return status;
            }
            Thread.sleep(100);
        }
        return "RUNNING";
    }

    private void put(String work, String object, String content) {
        aws.s3()
                .putObject(
                        request -> request.bucket(work).key("jobs/" + JOB + "/" + object),
                        RequestBody.fromString(content));
    }
}
