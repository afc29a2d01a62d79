package dev.azulejo.infra;

import dev.azulejo.core.job.StageTrigger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.services.batch.AllocationStrategy;
import software.amazon.awscdk.services.batch.EcsEc2ContainerDefinition;
import software.amazon.awscdk.services.batch.EcsJobDefinition;
import software.amazon.awscdk.services.batch.EcsMachineImage;
import software.amazon.awscdk.services.batch.EcsMachineImageType;
import software.amazon.awscdk.services.batch.JobQueue;
import software.amazon.awscdk.services.batch.ManagedEc2EcsComputeEnvironment;
import software.amazon.awscdk.services.batch.OrderedComputeEnvironment;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ecs.ContainerImage;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.targets.BatchJob;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/// Warm workers on GPU instances: Spot first, on demand where there is none. Each manifest starts one; it takes
/// whatever waits and leaves when nothing has waited for a while.
final class Workers extends Construct {
    /// One GPU each, 24 GiB of its memory.
    private static final List<String> INSTANCES = List.of("g6.xlarge", "g5.xlarge");

    private static final int VCPUS = 4;
    private static final int MEMORY_MIB = 14_000; // of 16 GiB: the agent and the system need the rest
    private static final int MAX_VCPUS = 64;
    private static final int IDLE_SECONDS = 300;

    private final Vpc vpc;

    Workers(Construct scope, String image, IBucket work, Queues queues, StateMachine enhance) {
        super(scope, "Workers");
        vpc = network();
        var jobQueue = JobQueue.Builder.create(this, "Jobs")
                .computeEnvironments(
                        List.of(ordered(1, machines("Spot", true)), ordered(2, machines("OnDemand", false))))
                .build();
        var definition = EcsJobDefinition.Builder.create(this, "Worker")
                .retryAttempts(3) // Spot takes machines back
                .container(EcsEc2ContainerDefinition.Builder.create(this, "Container")
                        .image(ContainerImage.fromRegistry(image))
                        .cpu(VCPUS)
                        .gpu(1)
                        .memory(Size.mebibytes(MEMORY_MIB))
                        .environment(new TreeMap<>(Map.of(
                                "AZULEJO_WORK", work.getBucketName(),
                                "AZULEJO_TASKS", queues.tasks().getQueueUrl(),
                                // A broken driver ends the job, instead of working on the CPU at a GPU's price.
                                "AZULEJO_DEVICE", "cuda",
                                "AZULEJO_IDLE_SECONDS", String.valueOf(IDLE_SECONDS))))
                        .jobRole(role(work, queues, enhance))
                        .build())
                .build();
        Rule.Builder.create(this, "Wake")
                .eventPattern(Rules.created(work, StageTrigger.INFER))
                .targets(List.of(BatchJob.Builder.create(
                                jobQueue.getJobQueueArn(), jobQueue, definition.getJobDefinitionArn(), definition)
                        .jobName("worker")
                        // Not where failed stages go: the job's own execution waits for any worker.
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
    }

    /// Public addresses and no way in: workers call services and nobody calls them. It saves the price of a gateway.
    private Vpc network() {
        return Vpc.Builder.create(this, "Network")
                .maxAzs(3)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("workers")
                        .subnetType(SubnetType.PUBLIC)
                        .build()))
                .gatewayEndpoints(Map.of(
                        "S3",
                        GatewayVpcEndpointOptions.builder()
                                .service(GatewayVpcEndpointAwsService.S3)
                                .build()))
                .build();
    }

    private ManagedEc2EcsComputeEnvironment machines(String id, boolean spot) {
        return ManagedEc2EcsComputeEnvironment.Builder.create(this, id)
                .vpc(vpc)
                .vpcSubnets(
                        SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build())
                .spot(spot)
                .allocationStrategy(
                        spot
                                ? AllocationStrategy.SPOT_PRICE_CAPACITY_OPTIMIZED
                                : AllocationStrategy.BEST_FIT_PROGRESSIVE)
                .instanceTypes(INSTANCES.stream().map(InstanceType::new).toList())
                .useOptimalInstanceClasses(false)
                .images(List.of(EcsMachineImage.builder()
                        .imageType(EcsMachineImageType.ECS_AL2023_NVIDIA)
                        .build()))
                .minvCpus(0)
                .maxvCpus(MAX_VCPUS)
                .build();
    }

    private static OrderedComputeEnvironment ordered(int order, ManagedEc2EcsComputeEnvironment environment) {
        return OrderedComputeEnvironment.builder()
                .order(order)
                .computeEnvironment(environment)
                .build();
    }

    private Role role(IBucket work, Queues queues, StateMachine enhance) {
        return Role.Builder.create(this, "WorkerRole")
                .assumedBy(new ServicePrincipal("ecs-tasks.amazonaws.com"))
                .inlinePolicies(Map.of(
                        "Worker",
                        PolicyDocument.Builder.create()
                                .statements(List.of(
                                        Allowed.listAndUploads(work),
                                        Allowed.read(work, "jobs/*"),
                                        Allowed.write(work, "jobs/*"),
                                        Allowed.delete(work, "jobs/*/inflight/*"),
                                        Allowed.to(
                                                List.of(
                                                        "sqs:ReceiveMessage",
                                                        "sqs:DeleteMessage",
                                                        "sqs:ChangeMessageVisibility",
                                                        "sqs:GetQueueAttributes"),
                                                queues.tasks().getQueueArn()),
                                        Allowed.to(
                                                List.of(
                                                        "states:SendTaskSuccess",
                                                        "states:SendTaskFailure",
                                                        "states:SendTaskHeartbeat"),
                                                enhance.getStateMachineArn())))
                                .build()))
                .build();
    }
}
