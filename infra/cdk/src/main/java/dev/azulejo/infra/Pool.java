package dev.azulejo.infra;

import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.key.WorkLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.EventInvokeConfigOptions;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/// Starts workers in proportion to the waiting work: one function, which looks once a minute and when a job
/// has been planned. One call of it runs at a time; its notes for the next call are in the work bucket.
final class Pool extends Construct {
    private static final Duration LOOKS_EVERY = Duration.minutes(1);

    /// The number of manifests that one call may be told of.
    private static final int MANIFESTS_AT_ONCE = 100;

    private static final Duration GATHERS = Duration.seconds(2);

    private final Function function;

    /// @param jobs queue and definition for requesting workers
    Pool(Construct scope, Deployment deployment, IBucket work, Queues queues, WorkerJobs jobs) {
        super(scope, "Pool");
        var made = MadeFunction.in(
                this,
                "Function",
                Code.fromAsset(deployment.functionZip().toString()),
                new TreeMap<>(Map.of(
                        Variable.FUNCTION.text(),
                        PipelineFunction.POOL.text(),
                        Variable.WORK.text(),
                        work.getBucketName(),
                        Variable.WORKERS.text(),
                        Workers.COMPUTE_ON.text(),
                        Variable.TASKS.text(),
                        queues.tasks().getQueueUrl(),
                        Variable.WORKER_QUEUE.text(),
                        jobs.queue(),
                        Variable.WORKER_DEFINITION.text(),
                        jobs.definition(),
                        Variable.TARGET_WAIT.text(),
                        String.valueOf(deployment.fleet().targetWaitSeconds()),
                        Variable.MOST_WORKERS.text(),
                        String.valueOf(deployment.fleet().mostWorkers()))),
                statements(work, queues, jobs),
                Capacity.of(PipelineFunction.POOL),
                Capacity.startsFromSnapshot(PipelineFunction.POOL),
                deployment.profile().logs());
        function = made.function();
        if (deployment.fleet().reserves()) {
            made.reserve(1);
        }
        function.configureAsyncInvoke(EventInvokeConfigOptions.builder()
                .retryAttempts(0)
                .maxEventAge(LOOKS_EVERY)
                .build());
        Rule.Builder.create(this, "Looks")
                .schedule(Schedule.rate(LOOKS_EVERY))
                .targets(List.of(LambdaFunction.Builder.create(function)
                        .event(RuleTargetInput.fromObject(Map.of(CallField.LOOK, true)))
                        .retryAttempts(0) // the next one comes in a minute
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
        Rule.Builder.create(this, "Planned")
                .eventPattern(Rules.created(work, StageTrigger.INFER))
                .targets(List.of(SqsQueue.Builder.create(queues.planned())
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
        function.addEventSource(SqsEventSource.Builder.create(queues.planned())
                .batchSize(MANIFESTS_AT_ONCE)
                .maxBatchingWindow(GATHERS)
                .build());
    }

    /// The function's name.
    String functionName() {
        return function.getFunctionName();
    }

    private static List<PolicyStatement> statements(IBucket work, Queues queues, WorkerJobs jobs) {
        return List.of(
                Allowed.list(work),
                Allowed.to(
                        List.of("s3:GetObject"),
                        work.arnForObjects(Names.POOL_NOTES),
                        work.arnForObjects(WorkLayout.JOBS.key("*/manifest.json")),
                        work.arnForObjects(WorkLayout.JOBS.key("*/shards.json"))),
                Allowed.to(List.of("s3:PutObject"), work.arnForObjects(Names.POOL_NOTES)),
                Allowed.to(List.of("sqs:GetQueueAttributes"), queues.tasks().getQueueArn()),
                Allowed.to(List.of("batch:ListJobs"), "*"), // knows no resources
                Allowed.to(List.of("batch:SubmitJob"), jobs.arns().toArray(String[]::new)));
    }
}
