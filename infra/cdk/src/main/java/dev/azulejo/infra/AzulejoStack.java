package dev.azulejo.infra;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/// The whole stack. Objects in buckets start functions and state machines through rules; queues hold what
/// waits for a worker, and what failed.
final class AzulejoStack extends Stack {
    private final StateMachines machines;
    private final int zones;

    AzulejoStack(Construct scope, String id, StackProps props, Deployment deployment) {
        super(scope, id, props);
        zones = deployment.fleet().zones();
        var buckets = new Buckets(this);
        var queues = new Queues(this);
        var bus = EventBus.Builder.create(this, "Bus")
                .eventBusName(id + "-events")
                .build();
        var functions = new Functions(this, deployment, buckets, queues, bus);
        machines = new StateMachines(this, buckets.work(), queues.tasks(), functions);
        functions.letTalkTo(machines);
        var api = new Api(this, deployment, buckets, queues);
        new Rules(this, buckets, bus, functions, machines, queues);
        if (!deployment.routes().isEmpty()) {
            new Routes(this, buckets, functions, queues);
        }
        var alarms = new Alarms(this, queues, functions, api, deployment);
        if (deployment.profile().isWatched()) {
            new Overview(this, alarms, queues, functions, api);
        }
        deployment
                .monthlyBudget()
                .ifPresent(dollars ->
                        new Spending(this, dollars, deployment.alarmEmail().orElseThrow()));
        var workerRole = WorkerRole.in(this, buckets.work(), queues, machines);
        jobs(deployment, buckets, queues, workerRole, alarms).ifPresent(jobs -> {
            var pool = new Pool(this, deployment, buckets.work(), queues, jobs);
            output(StackOutput.nameOf(PipelineFunction.POOL), pool.functionName());
        });
        NagReasons.suppressIn(this);

        output(StackOutput.INBOX_BUCKET.text(), buckets.inbox().getBucketName());
        output(StackOutput.OUTBOX_BUCKET.text(), buckets.outbox().getBucketName());
        output(StackOutput.WORK_BUCKET.text(), buckets.work().getBucketName());
        output(StackOutput.BUS_NAME.text(), bus.getEventBusName());
        output(StackOutput.API_URL.text(), api.url());
        output(StackOutput.TASKS_QUEUE_URL.text(), queues.tasks().getQueueUrl());
        output(StackOutput.DEAD_TASKS_QUEUE_URL.text(), queues.deadTasks().getQueueUrl());
        output(StackOutput.DEAD_STAGES_QUEUE_URL.text(), queues.deadStages().getQueueUrl());
        output(StackOutput.ALARM_TOPIC_ARN.text(), alarms.topicArn());
        output(StackOutput.UNEXPLAINED_QUEUE_URL.text(), queues.unexplained().getQueueUrl());
        machines.all().forEach((machine, made) -> output(StackOutput.arnOf(machine), made.getStateMachineArn()));
        functions.names().forEach((function, name) -> output(StackOutput.nameOf(function), name));
    }

    /// The values of a machine's placeholders.
    Map<String, String> substitutions(Machine machine) {
        return machines.substitutions(machine);
    }

    /// The place where workers are requested; none on LocalStack, which has no machines, unless the
    /// deployment names existing ones.
    private Optional<WorkerJobs> jobs(
            Deployment deployment, Buckets buckets, Queues queues, Role workerRole, Alarms alarms) {
        if (deployment.fleet().jobs().isPresent()) {
            return deployment.fleet().jobs().map(name -> WorkerJobs.named(this, name));
        }
        if (deployment.localstack()) {
            return Optional.empty();
        }
        var workers = new Workers(this, deployment, buckets.work(), queues, workerRole);
        alarms.listenTo(workers.jobs().queue(), queues.unexplained());
        output(StackOutput.WORKER_REPOSITORY_URI.text(), workers.repositoryUri());
        return Optional.of(workers.jobs());
    }

    /// The first three zones of the region: a template for any region gets two by default, and the GPUs of
    /// a region are not in all of its zones. A region of two zones needs the context `zones`.
    @Override
    public List<String> getAvailabilityZones() {
        var all = Fn.getAzs();
        return IntStream.range(0, zones).mapToObj(zone -> Fn.select(zone, all)).toList();
    }

    private void output(String name, String value) {
        CfnOutput.Builder.create(this, "Output" + name).value(value).build().overrideLogicalId(name);
    }
}
