package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.Variable;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.integration.localstack.LocalStackExtension;
import dev.azulejo.integration.localstack.WorkerProcess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.batch.BatchClient;
import software.amazon.awssdk.services.batch.model.JobStatus;
import software.amazon.awssdk.services.batch.model.JobSummary;
import software.amazon.awssdk.services.batch.model.KeyValuePair;

/// Workers that the pool starts: jobs of AWS Batch, which on LocalStack are processes of this machine. While no test
/// wants any, a job ends at once, as on a deployment whose image is not there yet. Closing ends all that run.
final class HiredWorkers implements AutoCloseable {
    /// Of the job queue, and of the definition.
    static final String NAME = "hired-workers";

    private final BatchClient batch;
    private final int before;

    private HiredWorkers(BatchClient batch) {
        this.batch = batch;
        this.before = jobs().size();
    }

    /// Whether this LocalStack knows AWS Batch.
    static boolean canBe(LocalStack localStack) {
        return LocalStackExtension.isOnHost(localStack);
    }

    static void none(AwsClients aws) {
        var batch = aws.client(BatchClient.builder());
        batch.createJobQueue(queue -> queue.jobQueueName(NAME).priority(1).computeEnvironmentOrder(List.of()));
        define(batch, List.of("true"), Map.of(), "nobody");
    }

    static HiredWorkers of(Cloud cloud) {
        var batch = cloud.aws().client(BatchClient.builder());
        var settings =
                new HashMap<>(WorkerProcess.settings(cloud.stack(), cloud.aws().endpoint()));
        // The plugin gives a job what its role has, and the deployment how long it waits for its first shard.
        settings.remove(Variable.ACCESS_KEY.text());
        WorkerStart.of(cloud).settings().forEach((variable, value) -> settings.put(variable.text(), value));
        settings.put(Variable.FIRST_SECONDS.text(), "20");
        settings.put(Variable.VISIBILITY_SECONDS.text(), "10");
        define(
                batch,
                List.of(WorkerProcess.LAUNCHER.toString()),
                settings,
                cloud.stack().role("WorkerRole"));
        return new HiredWorkers(batch);
    }

    private static void define(BatchClient batch, List<String> command, Map<String, String> settings, String role) {
        var environment = settings.entrySet().stream()
                .map(setting -> KeyValuePair.builder()
                        .name(setting.getKey())
                        .value(setting.getValue())
                        .build())
                .toList();
        batch.registerJobDefinition(definition -> definition
                .jobDefinitionName(NAME)
                .type("container")
                .containerProperties(container -> container
                        .image("any")
                        .command(command)
                        .environment(environment)
                        .jobRoleArn("arn:aws:iam::%s:role/%s".formatted(AwsClients.ACCOUNT, role))));
    }

    /// How many the pool has asked for since this was made.
    int asked() {
        return jobs().size() - before;
    }

    /// Ends those that run, as Spot does.
    void stop() {
        jobs().stream()
                .filter(job -> job.status() != JobStatus.SUCCEEDED && job.status() != JobStatus.FAILED)
                .forEach(job -> batch.terminateJob(end -> end.jobId(job.jobId()).reason("the test")));
    }

    private List<JobSummary> jobs() {
        return Stream.of(JobStatus.values())
                .filter(status -> status != JobStatus.UNKNOWN_TO_SDK_VERSION)
                .flatMap(status ->
                        batch.listJobs(list -> list.jobQueue(NAME).jobStatus(status)).jobSummaryList().stream())
                .toList();
    }

    @Override
    public void close() {
        define(batch, List.of("true"), Map.of(), "nobody");
        stop();
    }
}
