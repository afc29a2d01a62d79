package dev.azulejo.integration.localstack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.ResourceStatus;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;

/// Deploys what the CDK synthesized, through CloudFormation alone: neither the CDK's command nor a
/// bootstrapped account is needed. Stacks are made and deleted, never updated, as LocalStack ignores many
/// changes.
public final class Deployer {
    private static final Duration MAX_WAIT = Duration.ofMinutes(15);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final String LEFT_OUT = "deployed as a fallback";

    /// The hash that the CDK appends to the path of a construct.
    private static final String HASH = "[0-9A-F]{8}$";

    private final AwsClients clients;
    private final CloudFormationClient cloudFormation;
    private final Set<String> mayBeLeftOut;

    /// @param mayBeLeftOut types of resources that LocalStack may leave out, `AWS::CDK::Metadata` for example. Any
    /// other
    /// that it does not know makes a deployment fail, where LocalStack itself would pretend to have made it.
    public Deployer(AwsClients clients, Set<String> mayBeLeftOut) {
        this.clients = clients;
        this.cloudFormation = clients.cloudFormation();
        this.mayBeLeftOut = Set.copyOf(mayBeLeftOut);
    }

    /// Makes a stack.
    ///
    /// @param cloudAssembly folder that the CDK wrote (`cdk.out`)
    /// @param artifact the stack in it: the name before `.template.json`
    /// @param stack name to deploy it by, which no other stack has
    /// @throws IllegalStateException naming each resource that could not be made
    public DeployedStack deploy(Path cloudAssembly, String artifact, String stack) throws IOException {
        var template = new CloudAssembly(cloudAssembly, artifact).publish(clients.s3());
        cloudFormation.createStack(request -> request.stackName(stack)
                .templateURL(clients.endpoint() + "/" + template)
                .capabilities(Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM));
        var end = settled(stack);
        var complaints = complaints(stack);
        if (end != StackStatus.CREATE_COMPLETE || !complaints.isEmpty()) {
            throw new IllegalStateException("stack %s is %s%s".formatted(stack, end, String.join("", complaints)));
        }
        var outputs = new TreeMap<String, String>();
        for (var output : cloudFormation
                .describeStacks(request -> request.stackName(stack))
                .stacks()
                .getFirst()
                .outputs()) {
            outputs.put(output.outputKey(), output.outputValue());
        }
        var roles = new TreeMap<String, String>();
        for (var resource : resources(stack)) {
            if (resource.resourceType().equals("AWS::IAM::Role")) {
                roles.put(resource.logicalResourceId().replaceFirst(HASH, ""), resource.physicalResourceId());
            }
        }
        return new DeployedStack(stack, outputs, roles);
    }

    /// Deletes a stack with all that its buckets hold; does nothing if there is no such stack.
    ///
    /// @throws IllegalStateException if something cannot be deleted
    public void delete(String stack) {
        if (status(stack) == StackStatus.DELETE_COMPLETE) {
            return;
        }
        for (var resource : resources(stack)) {
            if (resource.resourceType().equals("AWS::S3::Bucket")
                    && resource.resourceStatus() == ResourceStatus.CREATE_COMPLETE) {
                new Bucket(clients.s3(), resource.physicalResourceId()).empty();
            }
        }
        cloudFormation.deleteStack(request -> request.stackName(stack));
        var end = settled(stack);
        if (end != StackStatus.DELETE_COMPLETE) {
            throw new IllegalStateException("stack %s is %s".formatted(stack, end));
        }
    }

    private List<StackResource> resources(String stack) {
        return cloudFormation
                .describeStackResources(request -> request.stackName(stack))
                .stackResources();
    }

    private List<String> complaints(String stack) {
        return cloudFormation.describeStackEventsPaginator(request -> request.stackName(stack)).stackEvents().stream()
                .filter(event -> event.resourceStatusReason() != null && isBad(event))
                .map(event -> "%n  %s (%s): %s"
                        .formatted(event.logicalResourceId(), event.resourceType(), event.resourceStatusReason()))
                .distinct()
                .toList();
    }

    private boolean isBad(StackEvent event) {
        return event.resourceStatusAsString().endsWith("FAILED")
                || (event.resourceStatusReason().contains(LEFT_OUT) && !mayBeLeftOut.contains(event.resourceType()));
    }

    private StackStatus settled(String stack) {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (true) {
            var status = status(stack);
            if (!status.toString().endsWith("IN_PROGRESS")) {
                return status;
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(
                        "stack %s is still %s after %d s".formatted(stack, status, MAX_WAIT.toSeconds()));
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while stack %s is %s".formatted(stack, status), e);
            }
        }
    }

    private StackStatus status(String stack) {
        try {
            return cloudFormation
                    .describeStacks(request -> request.stackName(stack))
                    .stacks()
                    .getFirst()
                    .stackStatus();
        } catch (CloudFormationException e) {
            if (e.statusCode() == 400) { // there is none, or none any more
                return StackStatus.DELETE_COMPLETE;
            }
            throw e;
        }
    }
}
