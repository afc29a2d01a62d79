package dev.azulejo.infra;

import dev.azulejo.statemachine.Machine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.LogLevel;
import software.amazon.awscdk.services.stepfunctions.LogOptions;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.amazon.awscdk.services.stepfunctions.StateMachineType;
import software.constructs.Construct;

/// Both machines: their definitions with the placeholders filled, and roles that may do what those say.
final class StateMachines extends Construct {
    private final Map<Machine, Map<String, String>> substitutions = new EnumMap<>(Machine.class);
    private final Map<Machine, StateMachine> machines = new EnumMap<>(Machine.class);

    StateMachines(Construct scope, IBucket work, IQueue tasks, Functions functions) {
        super(scope, "Machines");
        var enhanceClose = functions.live(PipelineFunction.ENHANCE_CLOSE);
        var stitchStrip = functions.live(PipelineFunction.STITCH_STRIP);
        var stitchClose = functions.live(PipelineFunction.STITCH_CLOSE);
        substitutions.put(
                Machine.ENHANCE,
                Map.of(
                        "WorkBucket", work.getBucketName(),
                        "TasksQueueUrl", tasks.getQueueUrl(),
                        "EnhanceClose", enhanceClose.getFunctionArn()));
        substitutions.put(
                Machine.STITCH,
                Map.of(
                        "WorkBucket", work.getBucketName(),
                        "StitchStrip", stitchStrip.getFunctionArn(),
                        "StitchClose", stitchClose.getFunctionArn()));
        add(
                Machine.ENHANCE,
                work,
                List.of(invoke(enhanceClose), Allowed.to(List.of("sqs:SendMessage"), tasks.getQueueArn())));
        add(Machine.STITCH, work, List.of(invoke(stitchStrip), invoke(stitchClose)));
        letChildrenRun(of(Machine.ENHANCE));
    }

    StateMachine of(Machine machine) {
        var made = machines.get(machine);
        if (made == null) {
            throw new IllegalStateException(machine + " is not built yet");
        }
        return made;
    }

    Map<Machine, StateMachine> all() {
        return machines;
    }

    Map<String, String> substitutions(Machine machine) {
        return substitutions.getOrDefault(machine, Map.of());
    }

    private static PolicyStatement invoke(Alias function) {
        return Allowed.to(List.of("lambda:InvokeFunction"), function.getFunctionArn());
    }

    private void add(Machine machine, IBucket work, List<PolicyStatement> ofItsOwn) {
        var id = Names.pascal(machine.name());
        var role = Role.Builder.create(this, id + "Role")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .build();
        var statements = new ArrayList<>(ofItsOwn);
        statements.add(Allowed.list(work));
        statements.add(Allowed.to(List.of("s3:GetObject"), work.arnForObjects("jobs/*")));
        statements.add(Allowed.to(List.of("s3:PutObject"), work.arnForObjects("jobs/*/" + machine.claimName())));
        statements.forEach(role::addToPolicy);
        var made = StateMachine.Builder.create(this, id)
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(machine.definition()))
                .definitionSubstitutions(new TreeMap<>(substitutions(machine)))
                .role(role)
                .logs(LogOptions.builder()
                        .destination(LogGroup.Builder.create(this, id + "Log")
                                .retention(RetentionDays.ONE_MONTH)
                                .removalPolicy(RemovalPolicy.DESTROY)
                                .build())
                        .level(LogLevel.ERROR)
                        .includeExecutionData(false)
                        .build())
                .tracingEnabled(true)
                .build();
        machines.put(machine, made);
        // A policy of its own: the machine depends on its role's other one, and this one on the machine.
        Policy.Builder.create(this, id + "AsksForExecutions")
                .roles(List.of(role))
                .statements(List.of(Allowed.to(List.of("states:DescribeExecution"), executions(made, ":*"))))
                .build();
    }

    /// A Distributed Map starts an execution for each item, as a child of its run.
    private void letChildrenRun(StateMachine machine) {
        Policy.Builder.create(this, "EnhanceRunsItsMap")
                .roles(List.of((Role) machine.getRole()))
                .statements(List.of(
                        Allowed.to(List.of("states:StartExecution"), machine.getStateMachineArn()),
                        Allowed.to(
                                List.of("states:DescribeExecution", "states:StopExecution"),
                                executions(machine, "/*:*"))))
                .build();
    }

    private static String executions(StateMachine machine, String which) {
        return Stack.of(machine)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource("execution")
                        .resourceName(machine.getStateMachineName() + which)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }
}
