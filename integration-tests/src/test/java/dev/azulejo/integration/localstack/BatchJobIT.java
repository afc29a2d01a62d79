package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobDetail;
import software.amazon.awssdk.services.batch.model.JobStatus;

/// Jobs of AWS Batch are processes of this machine.
@OnLocalStack
class BatchJobIT {
    private static final Path ASSEMBLY = Checkout.ROOT.resolve("integration-tests/src/test/localstack/assembly");

    @TempDir
    private Path assembly;

    private final BatchClient batch;
    private final Deployer deployer;
    private DeployedStack stack = new DeployedStack("batch", Map.of(), Map.of());

    BatchJobIT(LocalStack localStack, AwsClients aws) {
        assumeThat(localStack).isInstanceOf(HostLocalStack.class);
        batch = aws.client(BatchClient.builder());
        deployer = new Deployer(aws, Set.of());
    }

    @BeforeEach
    void deploy() throws IOException {
        Files.copy(ASSEMBLY.resolve("Batch.template.json"), assembly.resolve("Tiny.template.json"));
        Files.writeString( // under a name of its own: another lane deploys the other template
                assembly.resolve("Tiny.assets.json"),
                Files.readString(ASSEMBLY.resolve("Tiny.assets.json"))
                        .replace("\"template.json\"", "\"batch-template.json\""));
        TinyFunction.copyTo(assembly.resolve("asset.code"));
        stack = deployer.deploy(assembly, "Tiny", "batch");
    }

    @AfterEach
    void delete() {
        deployer.delete("batch");
    }

    @Test
    void aJobRunsTheCommandOfItsDefinition() throws Exception {
        var job = ended(submit(Map.of()));
        assertThat(job.status()).isEqualTo(JobStatus.SUCCEEDED);
        assertThat(Path.of(job.attempts().getFirst().container().logStreamName()))
                .content()
                .startsWith("good day http://127.0.0.1:");
    }

    @Test
    void aJobThatFailsIsTriedAgainAndFails() throws Exception {
        var job = ended(submit(Map.of("status", "3")));
        assertThat(job.status()).isEqualTo(JobStatus.FAILED);
        assertThat(job.attempts())
                .extracting(attempt -> attempt.container().exitCode())
                .containsExactly(3, 3);
    }

    private String submit(Map<String, String> parameters) {
        return batch.submitJob(request -> request.jobName("job")
                        .jobQueue(stack.output("Queue"))
                        .jobDefinition(stack.output("Definition"))
                        .parameters(parameters))
                .jobId();
    }

    private JobDetail ended(String id) throws InterruptedException {
        var job = batch.describeJobs(request -> request.jobs(id)).jobs().getFirst();
        while (job.status() != JobStatus.SUCCEEDED && job.status() != JobStatus.FAILED) {
            Thread.sleep(Duration.ofMillis(100));
            job = batch.describeJobs(request -> request.jobs(id)).jobs().getFirst();
        }
        return job;
    }
}
