package dev.azulejo.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.services.batch.AllocationStrategy;
import software.amazon.awscdk.services.batch.CfnComputeEnvironment;
import software.amazon.awscdk.services.batch.EcsMachineImage;
import software.amazon.awscdk.services.batch.EcsMachineImageType;
import software.amazon.awscdk.services.batch.ManagedEc2EcsComputeEnvironment;
import software.amazon.awscdk.services.batch.OrderedComputeEnvironment;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.LaunchTemplate;
import software.amazon.awscdk.services.ec2.LaunchTemplateHttpTokens;
import software.amazon.awscdk.services.ec2.MultipartBody;
import software.amazon.awscdk.services.ec2.MultipartUserData;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.UserData;
import software.amazon.awscdk.services.ec2.Vpc;
import software.constructs.Construct;

/// The instances that workers run on: Spot first, on demand if there is none, and no instance when there is
/// nothing to do.
final class WorkerHosts extends Construct {
    /// Instance types with one GPU of 24 GiB.
    private static final List<String> INSTANCES = List.of("g6.xlarge", "g5.xlarge");

    /// The setting by which the agent takes no new tasks once AWS has announced that it takes the instance
    /// back ("Amazon ECS container agent configuration").
    private static final String DRAIN = "echo ECS_ENABLE_SPOT_INSTANCE_DRAINING=true >> /etc/ecs/ecs.config";

    /// The script that warns running workers of that; see there.
    static final String WATCH = "spot.sh";

    private static final String WATCH_FILE = "/usr/local/bin/azulejo-spot";

    private final int mostVcpus;
    private final Vpc vpc;
    private final LaunchTemplate template;

    /// @param mostVcpus greatest number for each kind of instance
    WorkerHosts(Construct scope, String id, int mostVcpus) {
        super(scope, id);
        this.mostVcpus = mostVcpus;
        vpc = network();
        template = template();
    }

    /// The compute environments in the order in which Batch tries them.
    List<OrderedComputeEnvironment> environments() {
        return List.of(ordered(1, machines("Spot", true)), ordered(2, machines("OnDemand", false)));
    }

    /// A network with public addresses and no way in: workers call services and are never called. It saves
    /// the price of a gateway.
    private Vpc network() {
        return Vpc.Builder.create(this, "Network")
                .maxAzs(6) // as many as the stack knows
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

    /// The launch template. Batch adds its own part to the user data, which therefore must be in MIME ("Use
    /// Amazon EC2 launch templates with AWS Batch").
    private LaunchTemplate template() {
        var commands = UserData.forLinux();
        commands.addCommands(DRAIN);
        commands.addCommands("cat > %s <<'END'%n%sEND".formatted(WATCH_FILE, watch()));
        commands.addCommands(
                "chmod +x " + WATCH_FILE,
                "systemd-run --unit=azulejo-spot --property=Restart=on-failure " + WATCH_FILE);
        var userData = new MultipartUserData();
        userData.addPart(MultipartBody.fromUserData(commands));
        return LaunchTemplate.Builder.create(this, "Template")
                .userData(userData)
                .httpTokens(LaunchTemplateHttpTokens.REQUIRED)
                // As far as the instance and no further: a container has credentials and a region of its own.
                .httpPutResponseHopLimit(1)
                .build();
    }

    private static String watch() {
        try (var in = WorkerHosts.class.getResourceAsStream(WATCH)) {
            return new String(Objects.requireNonNull(in, WATCH).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ManagedEc2EcsComputeEnvironment machines(String id, boolean spot) {
        var made = ManagedEc2EcsComputeEnvironment.Builder.create(this, id)
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
                .launchTemplate(template)
                .minvCpus(0)
                .maxvCpus(mostVcpus)
                .build();
        // The construct names no version, and the default one stays the first through all changes.
        if (made.getNode().getDefaultChild() instanceof CfnComputeEnvironment resource) {
            resource.addPropertyOverride("ComputeResources.LaunchTemplate.Version", template.getLatestVersionNumber());
        }
        return made;
    }

    private static OrderedComputeEnvironment ordered(int order, ManagedEc2EcsComputeEnvironment environment) {
        return OrderedComputeEnvironment.builder()
                .order(order)
                .computeEnvironment(environment)
                .build();
    }
}
