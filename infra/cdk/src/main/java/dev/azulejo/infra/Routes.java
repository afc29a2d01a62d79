package dev.azulejo.infra;

import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.intake.Route;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.events.EventNames;
import dev.azulejo.storage.ConnectedPlace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Match;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.events.targets.SqsQueue;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.constructs.Construct;

/// Drop folders in drives: a function looks into them once a minute, and carries results from their folders
/// of the outbox back. Without routes, nothing of this is deployed.
final class Routes extends Construct {
    private static final String FOLDERS = Route.ALL + "*";

    /// What the function remembers: how far it has come, what it has carried, and what is under way.
    private static final String[] MEMORY = {FOLDERS, WorkLayout.DRIVES.all(), WorkLayout.TRANSFERS.all()};

    private static final Duration LOOK_EVERY = Duration.minutes(1);

    /// The number of concurrent carriers, the fewest that SQS allows. Drives do not like many writers at
    /// once.
    private static final int CARRIED_AT_ONCE = 2;

    public Routes(Construct scope, Buckets buckets, Functions functions, Queues queues) {
        super(scope, "Routes");
        var connect = functions.live(PipelineFunction.CONNECT);
        Rule.Builder.create(this, "Look")
                .schedule(Schedule.rate(LOOK_EVERY))
                .targets(List.of(LambdaFunction.Builder.create(connect)
                        .event(RuleTargetInput.fromObject(Map.of(CallField.LOOK, true)))
                        .retryAttempts(0) // the next one comes in a minute
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
        Rule.Builder.create(this, "Returns")
                .eventPattern(EventPattern.builder()
                        .source(List.of(EventNames.S3))
                        .detailType(List.of(EventNames.OBJECT_CREATED, EventNames.OBJECT_DELETED))
                        .detail(new TreeMap<>(Map.of(
                                "bucket",
                                        Map.of("name", List.of(buckets.outbox().getBucketName())),
                                "object", Map.of("key", Match.wildcard(FOLDERS)))))
                        .build())
                .targets(List.of(SqsQueue.Builder.create(queues.returns())
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
        connect.addEventSource(SqsEventSource.Builder.create(queues.returns())
                .batchSize(1)
                .maxConcurrency(CARRIED_AT_ONCE)
                .reportBatchItemFailures(true)
                .build());
    }

    /// The prefix of the names of secrets for connected drives.
    static String secrets(Construct scope) {
        return Stack.of(scope).getStackName() + "/";
    }

    static List<PolicyStatement> statements(Construct scope, List<Route> routes, Buckets buckets) {
        var inbox = buckets.inbox();
        var outbox = buckets.outbox();
        var work = buckets.work();
        return List.of(
                Allowed.listAndUploads(inbox),
                Allowed.read(inbox, FOLDERS),
                Allowed.write(inbox, FOLDERS),
                Allowed.to(List.of("s3:ListMultipartUploadParts"), inbox.arnForObjects(FOLDERS)), // a call goes on
                Allowed.delete(inbox, FOLDERS), // what is gone there
                Allowed.list(outbox),
                Allowed.read(outbox, FOLDERS),
                Allowed.listAndUploads(work),
                Allowed.read(work, MEMORY),
                Allowed.read(work, WorkLayout.JOBS.key("*/request.json")), // of what a result is that cannot be carried
                Allowed.write(work, MEMORY),
                Allowed.delete(work, MEMORY),
                Allowed.to(
                        List.of("secretsmanager:GetSecretValue", "secretsmanager:PutSecretValue"),
                        routes.stream()
                                .flatMap(route -> Stream.of(route.from(), route.to()))
                                .map(place -> ConnectedPlace.of(place).connection())
                                .distinct()
                                .sorted()
                                .map(connection -> arn(scope, secrets(scope) + connection))
                                .toArray(String[]::new)));
    }

    /// The ARN of a secret, with a wildcard for its last six characters, which are random ("Secrets Manager
    /// resources", IAM's reference).
    private static String arn(Construct scope, String secret) {
        return Stack.of(scope)
                .formatArn(ArnComponents.builder()
                        .service("secretsmanager")
                        .resource("secret")
                        .resourceName(secret + "-??????")
                        .arnFormat(ArnFormat.COLON_RESOURCE_NAME)
                        .build());
    }
}
