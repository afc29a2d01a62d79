package dev.azulejo.infra;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.WorkLayout;
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

/// Both state machines: their definitions with the placeholders filled, and roles with the rights that
/// those need.
final class StateMachines extends Construct {
    private final Map<Machine, Map<String, String>> substitutions = new EnumMap<>(Machine.class);
    private final Map<Machine, StateMachine> machines = new EnumMap<>(Machine.class);

    StateMachines(Construct scope, IBucket work, IQueue tasks, Functions functions) {
        super(scope, "Machines");
        for (var machine : Machine.values()) {
            var values = new TreeMap<>(Map.of(StackOutput.WORK_BUCKET.text(), work.getBucketName()));
            var allowed = new ArrayList<PolicyStatement>();
            for (var function : machine.functions()) {
                var arn = functions.live(function).getFunctionArn();
                values.put(Names.pascal(function), arn);
                allowed.add(Allowed.to(List.of("lambda:InvokeFunction"), arn));
            }
            if (machine == Machine.ENHANCE) {
                values.put(StackOutput.TASKS_QUEUE_URL.text(), tasks.getQueueUrl());
                allowed.add(Allowed.to(List.of("sqs:SendMessage"), tasks.getQueueArn()));
            }
            substitutions.put(machine, values);
            add(machine, work, allowed);
        }
        letRunItsMap(Machine.ENHANCE);
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

    private void add(Machine machine, IBucket work, List<PolicyStatement> ofItsOwn) {
        var id = Names.pascal(machine);
        var role = Role.Builder.create(this, id + "Role")
                .assumedBy(new ServicePrincipal("states.amazonaws.com"))
                .build();
        var statements = new ArrayList<>(ofItsOwn);
        statements.add(Allowed.list(work));
        statements.add(Allowed.to(List.of("s3:GetObject"), work.arnForObjects(WorkLayout.JOBS.all())));
        statements.forEach(role::addToPolicy);
        var made = StateMachine.Builder.create(this, id)
                .stateMachineType(StateMachineType.STANDARD)
                .definitionBody(DefinitionBody.fromString(machine.definition()))
                .definitionSubstitutions(substitutions(machine))
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
    }

    /// The right to answer the tasks of a machine. Those of a Distributed Map run in children, which are
    /// executions of `stateMachine:NAME/LABEL`, so their tokens do not belong to the machine itself.
    PolicyStatement answersToTasksOf(Machine machine, List<String> actions) {
        var arn = of(machine).getStateMachineArn();
        return Allowed.to(actions, arn, arn + "/*");
    }

    /// Lets the machine run its Distributed Map, which starts an execution for each item, as a child of its
    /// run, and looks after these: also when the execution is stopped, or redriven ("IAM policies for using
    /// Distributed Map states", Step Functions Developer Guide). This needs a policy of its own: the
    /// machine depends on its role's other one, and this one on the machine.
    private void letRunItsMap(Machine machine) {
        var made = of(machine);
        Policy.Builder.create(this, "EnhanceRunsItsMap")
                .roles(List.of((Role) made.getRole()))
                .statements(List.of(
                        Allowed.to(List.of("states:StartExecution"), made.getStateMachineArn()),
                        Allowed.to(
                                List.of("states:DescribeExecution", "states:StopExecution", "states:RedriveExecution"),
                                executions(machine, ":*"),
                                executions(machine, "/*:*"))))
                .build();
    }

    /// @param which `:*` for the executions of the machine, `/*:*` for those of its Map's children
    String executions(Machine machine, String which) {
        return Stack.of(this)
                .formatArn(ArnComponents.builder()
                        .service("states")
                        .resource("execution")
                        .resourceName(of(machine).getStateMachineName() + which)
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }
}
