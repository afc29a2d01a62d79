package dev.azulejo.infra;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.model.Processor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.batch.Action;
import software.amazon.awscdk.services.batch.CustomReason;
import software.amazon.awscdk.services.batch.EcsEc2ContainerDefinition;
import software.amazon.awscdk.services.batch.EcsJobDefinition;
import software.amazon.awscdk.services.batch.JobQueue;
import software.amazon.awscdk.services.batch.Reason;
import software.amazon.awscdk.services.batch.RetryStrategy;
import software.amazon.awscdk.services.ecr.LifecycleRule;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecr.TagStatus;
import software.amazon.awscdk.services.ecs.AwsLogDriverProps;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.ecs.LogDriver;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// Warm workers on GPU instances. [Pool] starts them; each takes the work that waits, and leaves when none
/// has come for a while.
final class Workers extends Construct {
    /// The device of workers, for which work is cut.
    static final Processor COMPUTE_ON = Processor.GPU;

    private static final int VCPUS = 4;
    private static final int MEMORY_MIB = 14_000; // of 16 GiB: the agent and the system need the rest
    /// How long a worker that has never had work waits for it: others were quicker.
    private static final int FIRST_SECONDS = 20;
    /// The longest life of a worker. No work is lost if it ends in the middle, so this may end one that
    /// hangs.
    private static final Duration LONGEST = Duration.hours(24);
    /// The number of hosts that Batch may try, the most it allows: Spot may take a machine back time and
    /// again.
    private static final int MOST_HOSTS = 10;

    /// Exit codes of a container that ended by SIGTERM and by SIGKILL.
    private static final int STOPPED = 143;

    private static final int KILLED = 137;
    /// How long a replaced image is kept, as it may still be running, or be wanted back.
    private static final Duration REPLACED_IMAGES_KEPT = Duration.days(14);

    private final Repository repository;
    private final WorkerJobs jobs;

    Workers(Construct scope, Deployment deployment, IBucket work, Queues queues, Role role) {
        super(scope, "Workers");
        repository = repository();
        var jobQueue = JobQueue.Builder.create(this, "Jobs")
                .computeEnvironments(new WorkerHosts(
                                this, "Hosts", VCPUS * deployment.fleet().mostWorkers())
                        .environments())
                .build();
        var definition = EcsJobDefinition.Builder.create(this, "Worker")
                .retryAttempts(MOST_HOSTS)
                // A worker that was stopped, or killed for its memory, has left shards that wait for another.
                // An image that is not there, or a model that does not work, is no better the next time.
                .retryStrategies(List.of(
                        RetryStrategy.of(Action.RETRY, Reason.SPOT_INSTANCE_RECLAIMED),
                        RetryStrategy.of(Action.RETRY, exitCode(STOPPED)),
                        RetryStrategy.of(Action.RETRY, exitCode(KILLED)),
                        RetryStrategy.of(
                                Action.EXIT,
                                Reason.custom(
                                        CustomReason.builder().onReason("*").build()))))
                .timeout(LONGEST)
                .container(container(deployment.workerTag(), work, queues, role))
                .build();
        jobs = new WorkerJobs(
                jobQueue.getJobQueueArn(),
                definition.getJobDefinitionArn(),
                List.of(jobQueue.getJobQueueArn(), definition.getJobDefinitionArn()));
    }

    private static Reason exitCode(int code) {
        return Reason.custom(
                CustomReason.builder().onExitCode(String.valueOf(code)).build());
    }

    WorkerJobs jobs() {
        return jobs;
    }

    /// The repository to which the image is pushed.
    String repositoryUri() {
        return repository.getRepositoryUri();
    }

    /// The repository of the stack, so that the role that starts a container has the right to pull from it,
    /// and no Docker is needed to synthesize. It is empty at first, which does no harm before the first
    /// photograph.
    private Repository repository() {
        return Repository.Builder.create(this, "Images")
                .imageScanOnPush(true)
                .lifecycleRules(List.of(LifecycleRule.builder()
                        .description("what a newer image of the same tag has replaced")
                        .tagStatus(TagStatus.UNTAGGED)
                        .maxImageAge(REPLACED_IMAGES_KEPT)
                        .build()))
                .removalPolicy(RemovalPolicy.DESTROY)
                .emptyOnDelete(true)
                .build();
    }

    private EcsEc2ContainerDefinition container(String tag, IBucket work, Queues queues, Role role) {
        return EcsEc2ContainerDefinition.Builder.create(this, "Container")
                .image(ContainerImage.fromEcrRepository(repository, tag))
                .cpu(VCPUS)
                .gpu(1)
                .memory(Size.mebibytes(MEMORY_MIB))
                .environment(new TreeMap<>(Map.of(
                        Variable.REGION.text(),
                                Stack.of(this).getRegion(), // the metadata of its instance are closed to it
                        Variable.WORK.text(), work.getBucketName(),
                        Variable.TASKS.text(), queues.tasks().getQueueUrl(),
                        // A broken driver ends the job, instead of working on the CPU at a GPU's price.
                        Variable.DEVICE.text(), "cuda",
                        Variable.FIRST_SECONDS.text(), String.valueOf(FIRST_SECONDS))))
                .logging(LogDriver.awsLogs(AwsLogDriverProps.builder()
                        .streamPrefix("worker")
                        .logGroup(LogGroup.Builder.create(this, "Log")
                                .retention(RetentionDays.ONE_MONTH)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .build())
                        .build()))
                .jobRole(role)
                .build();
    }
}
