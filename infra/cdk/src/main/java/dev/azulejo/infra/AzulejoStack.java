package dev.azulejo.infra;

import dev.azulejo.cloud.Machine;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.constructs.Construct;

/// All of it. Objects in buckets start functions and state machines through rules; queues hold what waits for a
/// worker, and what failed.
final class AzulejoStack extends Stack {
    private final StateMachines machines;

    AzulejoStack(Construct scope, String id, StackProps props, Deployment deployment) {
        super(scope, id, props);
        var buckets = new Buckets(this);
        var queues = new Queues(this);
        var bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(id + "-events")
                .build();
        var functions = new Functions(this, deployment, buckets, queues, bus);
        machines = new StateMachines(this, buckets.work(), queues.tasks(), functions);
        functions.letTalkTo(machines);
        new Rules(this, buckets, bus, functions, machines, queues);
        var alarms = new Alarms(this, queues, deployment.alarmEmail());
        if (!deployment.localstack()) {
            var workers = new Workers(this, deployment.workerTag(), buckets.work(), queues, machines);
            output("WorkerRepositoryUri", workers.repositoryUri());
        }
        NagReasons.suppressIn(this);

        output("InboxBucket", buckets.inbox().getBucketName());
        output("OutboxBucket", buckets.outbox().getBucketName());
        output("WorkBucket", buckets.work().getBucketName());
        output("BusName", bus.getEventBusName());
        output("TasksQueueUrl", queues.tasks().getQueueUrl());
        output("DeadTasksQueueUrl", queues.deadTasks().getQueueUrl());
        output("DeadStagesQueueUrl", queues.deadStages().getQueueUrl());
        output("AlarmTopicArn", alarms.topicArn());
        output("UnexplainedQueueUrl", queues.unexplained().getQueueUrl());
        machines.all()
                .forEach((machine, made) ->
                        output(Names.pascal(machine.name()) + "MachineArn", made.getStateMachineArn()));
        functions.names().forEach((function, name) -> output(Names.pascal(function.name()) + "FunctionName", name));
    }

    /// What each machine's placeholders are filled with.
    Map<String, String> substitutions(Machine machine) {
        return machines.substitutions(machine);
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, "Output" + name).value(value).build().overrideLogicalId(name);
    }
}
