package dev.azulejo.infra;

import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.events.EventNames;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.events.IRuleTarget;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SfnStateMachine;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.stepfunctions.StateMachine;
import software.constructs.Construct;

/// Rules for which event starts what: one for each [StageTrigger], one for the inbox, one for requests by
/// event, one for executions that did not succeed. Events that cannot be delivered go to the queue of
/// failed stages.
final class Rules extends Construct {
    private static final Duration AWAKE_EVERY = Duration.days(7);
    private static final Duration SWEEP_EVERY = Duration.days(1);
    private static final Duration OVERDUE_EVERY = Duration.days(1);

    private final Functions functions;
    private final StateMachines machines;
    private final Queues queues;

    Rules(Construct scope, Buckets buckets, IEventBus bus, Functions functions, StateMachines machines, Queues queues) {
        super(scope, "Rules");
        this.functions = functions;
        this.machines = machines;
        this.queues = queues;
        rule("Intake", created(buckets.inbox(), null), call(PipelineFunction.INTAKE));
        for (var trigger : StageTrigger.values()) {
            rule(Names.pascal(trigger), created(buckets.work(), trigger), target(trigger));
        }
        Rule.Builder.create(this, "Ended") // who waits by a webhook hears of it as all others do
                .eventBus(bus)
                .eventPattern(EventPattern.builder()
                        .detailType(Match.prefix(EventNames.ENDED))
                        .source(List.of(EventNames.OURS))
                        .build())
                .targets(List.of(call(PipelineFunction.WEBHOOK)))
                .build();
        sweepDeliveries();
        lookForOverdue();
        rule(
                "UnsuccessfulExecution",
                unsuccessful(),
                SqsQueue.Builder.create(queues.deadStages())
                        .deadLetterQueue(queues.unexplained())
                        .build());
        Rule.Builder.create(this, "Requested")
                .eventBus(bus)
                .eventPattern(EventPattern.builder()
                        .detailType(List.of(EventNames.REQUESTED))
                        .source(Match.anythingBut(EventNames.OURS))
                        .build())
                .targets(List.of(call(PipelineFunction.INTAKE)))
                .build();
        keepAwake();
    }

    /// Repeats lost deliveries: messages live for two weeks at most, and one may have been lost.
    private void sweepDeliveries() {
        Rule.Builder.create(this, "SweepsDeliveries")
                .schedule(Schedule.rate(SWEEP_EVERY))
                .targets(List.of(LambdaFunction.Builder.create(functions.live(PipelineFunction.WEBHOOK))
                        .event(RuleTargetInput.fromObject(Map.of(CallField.SWEEP, true)))
                        .deadLetterQueue(queues.deadStages())
                        .build()))
                .build();
    }

    /// Looks for overdue attempts daily: an event that was lost starts nothing, and nothing fails by it.
    private void lookForOverdue() {
        Rule.Builder.create(this, "LooksForOverdue")
                .schedule(Schedule.rate(OVERDUE_EVERY))
                .targets(List.of(LambdaFunction.Builder.create(functions.live(PipelineFunction.OVERDUE))
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
    }

    /// Keeps snapshots in use by calls without work: see [Capacity#startsFromSnapshot].
    private void keepAwake() {
        for (var function : PipelineFunction.values()) {
            if (Capacity.startsFromSnapshot(function)) {
                Rule.Builder.create(this, Names.pascal(function) + "StaysAwake")
                        .schedule(Schedule.rate(AWAKE_EVERY))
                        .targets(List.of(LambdaFunction.Builder.create(functions.live(function))
                                .event(RuleTargetInput.fromObject(Map.of(CallField.AWAKE, true)))
                                .deadLetterQueue(queues.unexplained())
                                .build()))
                        .build();
            }
        }
    }

    /// A pattern for objects created in `bucket`: all, or those that start a stage. The pattern ends in the
    /// object's whole name.
    static EventPattern created(IBucket bucket, @Nullable StageTrigger trigger) {
        var detail = new TreeMap<String, Object>(Map.of("bucket", Map.of("name", List.of(bucket.getBucketName()))));
        if (trigger != null) {
            detail.put("object", Map.of("key", Match.wildcard(JobKeys.JOBS + "*/" + trigger.objectName())));
        }
        return EventPattern.builder()
                .source(List.of(EventNames.S3))
                .detailType(List.of(EventNames.OBJECT_CREATED))
                .detail(detail)
                .build();
    }

    private EventPattern unsuccessful() {
        return EventPattern.builder()
                .source(List.of(EventNames.STEP_FUNCTIONS))
                .detailType(List.of(EventNames.EXECUTION_CHANGED))
                .detail(new TreeMap<>(Map.of(
                        "status", List.of("FAILED", "TIMED_OUT", "ABORTED"),
                        "stateMachineArn",
                                machines.all().values().stream()
                                        .map(StateMachine::getStateMachineArn)
                                        .toList())))
                .build();
    }

    private IRuleTarget target(StageTrigger trigger) {
        return switch (trigger) {
            case PLAN -> call(PipelineFunction.PLAN);
            case INFER -> start(Machine.ENHANCE);
            case STITCH -> start(Machine.STITCH);
            case DELIVER -> call(PipelineFunction.DELIVER);
            case NOTIFY -> call(PipelineFunction.NOTIFY);
        };
    }

    private IRuleTarget call(PipelineFunction function) {
        return LambdaFunction.Builder.create(functions.live(function))
                .deadLetterQueue(queues.deadStages())
                .build();
    }

    private IRuleTarget start(Machine machine) {
        return SfnStateMachine.Builder.create(machines.of(machine))
                .input(RuleTargetInput.fromObject(new TreeMap<>(Map.of(
                        "id", EventField.getEventId(),
                        "bucket", EventField.fromPath("$.detail.bucket.name"),
                        "key", EventField.fromPath("$.detail.object.key")))))
                .deadLetterQueue(queues.deadStages())
                .build();
    }

    private void rule(String id, EventPattern pattern, IRuleTarget target) {
        Rule.Builder.create(this, id)
                .eventPattern(pattern)
                .targets(List.of(target))
                .build();
    }
}
