package dev.azulejo.infra;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.WorkLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.LambdaIntegration;
import software.amazon.awscdk.services.apigateway.ProxyResourceOptions;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/// The HTTP API: a gateway that hands each request to one function, which checks the key and knows the rest.
final class Api extends Construct {
    /// Files that callers have brought, in the bucket of jobs.
    static final String UPLOADS = WorkLayout.UPLOADS.all();

    static final String WEBHOOKS = WorkLayout.HOOKS.all();

    /// What is on its way to webhooks.
    static final String DELIVERIES = WorkLayout.DELIVERIES.all();

    /// What people vote on. An operator makes it; the API adds questions and votes.
    private static final String ARENAS = WorkLayout.ARENAS.all();

    private static final String QUESTIONS = WorkLayout.ARENAS.key("*/asked/*");
    private static final String VOTES = WorkLayout.ARENAS.key("*/votes/*");
    private static final String JOBS = WorkLayout.JOBS.all();
    private static final String RECORDS = WorkLayout.TENANTS.all();
    private static final String USAGE = WorkLayout.USAGE.all();
    /// What keys have used; beside what holds tenants to their limits.
    static final String USES = WorkLayout.USAGE.key("*/*");

    private static final String EXPIRING = WorkLayout.EXPIRING.all();
    private static final String ACCESS = WorkLayout.ACCESS.all();
    static final String RESULTS = "api/*";

    /// The function's memory and timeout. The gateway's own limit is 29 seconds. It gets as much memory as
    /// plan, as a quote reads what plan reads.
    private static final Capacity CAPACITY = new Capacity(3008, 29);

    /// The limit for all callers together; each tenant has limits of its own.
    private static final int REQUESTS_PER_SECOND = 100;

    /// The limit of concurrent calls. Calls may wait for a job, and streams of events for its news, for 20
    /// seconds each. The pipeline keeps the rest of the account's concurrency.
    private static final int CALLS_AT_ONCE = 200;

    private static final Duration AWAKE_EVERY = Duration.days(7);

    /// How late results go whose time is over.
    private static final Duration SWEEP_EVERY = Duration.minutes(15);

    private final RestApi gateway;

    Api(Construct scope, Deployment deployment, Buckets buckets, Queues queues) {
        super(scope, "Api");
        Annotations.of(this)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "the function is called through a version");
        var environment = new TreeMap<>(Map.of(
                Variable.OUTBOX.text(), buckets.outbox().getBucketName(),
                Variable.WORK.text(), buckets.work().getBucketName(),
                Variable.WORKERS.text(), Workers.COMPUTE_ON.text(),
                Variable.DELIVERIES.text(), queues.deliveries().getQueueUrl()));
        deployment.allowedNetworks().ifPresent(text -> environment.put(Variable.ALLOWED_NETWORKS.text(), text));
        deployment.allowedPlacesText().ifPresent(text -> environment.put(Variable.ALLOWED_PLACES.text(), text));
        deployment.allowedOrigins().ifPresent(text -> environment.put(Variable.ALLOWED_ORIGINS.text(), text));
        deployment.pulledModels().ifPresent(text -> environment.put(Variable.PULLED_MODELS.text(), text));
        deployment.limits().forEach((limit, text) -> environment.put(limit.variable(), text));
        var made = MadeFunction.in(
                this,
                "Http",
                Code.fromAsset(deployment.apiZip().toString()),
                environment,
                Stream.concat(statements(buckets, queues).stream(), readOfPlaces(deployment))
                        .toList(),
                CAPACITY,
                true,
                deployment.profile().logs());
        if (deployment.fleet().reserves()) {
            made.reserve(CALLS_AT_ONCE);
        }
        var live = Alias.Builder.create(this, "HttpLive")
                .aliasName("live")
                .version(made.function().getCurrentVersion())
                .build();
        gateway = RestApi.Builder.create(this, "Gateway")
                .restApiName(Stack.of(this).getStackName()) // its metrics are told apart by no more than this
                .description("Azulejo: enhances images")
                .endpointTypes(List.of(EndpointType.REGIONAL))
                .cloudWatchRole(false)
                .binaryMediaTypes(List.of("image/png")) // what judges look at; for clients that accept that first
                .deployOptions(StageOptions.builder()
                        .stageName("v1") // so that addresses are those of a laptop
                        .tracingEnabled(true)
                        .throttlingRateLimit(REQUESTS_PER_SECOND)
                        .throttlingBurstLimit(2 * REQUESTS_PER_SECOND)
                        .build())
                .build();
        var function =
                LambdaIntegration.Builder.create(live).allowTestInvoke(false).build();
        gateway.getRoot()
                .addMethod("ANY", function); // the page; else the proxy would give it a method that answers by itself
        gateway.getRoot()
                .addProxy(ProxyResourceOptions.builder()
                        .anyMethod(true)
                        .defaultIntegration(function)
                        .build());
        gateway.getNode().tryRemoveChild("Endpoint"); // an output without a name; ours is API_URL
        // The first keeps the snapshot in use: see Capacity.
        call(live, queues, "StaysAwake", AWAKE_EVERY, "GET", "/health");
        call(live, queues, "RemovesExpired", SWEEP_EVERY, "POST", "/sweep");
    }

    /// The URL of the API; it ends in a slash, behind which the paths begin.
    String url() {
        return gateway.getUrl();
    }

    /// The number of responses of 500 and more, including those of the gateway itself.
    IMetric serverErrors(Duration period) {
        return gateway.metricServerError(
                MetricOptions.builder().statistic("Sum").period(period).build());
    }

    IMetric requests(Duration period) {
        return gateway.metricCount(
                MetricOptions.builder().statistic("Sum").period(period).build());
    }

    /// Sends the function a request in the gateway's form, again and again.
    private void call(Alias live, Queues queues, String id, Duration every, String method, String path) {
        Rule.Builder.create(this, id)
                .schedule(Schedule.rate(every))
                .targets(List.of(LambdaFunction.Builder.create(live)
                        .event(RuleTargetInput.fromObject(
                                new TreeMap<>(Map.of("httpMethod", method, "path", path, "resource", "/{proxy+}"))))
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
    }

    /// The right to read the places of all tenants: the function lets each reach only its own.
    private Stream<PolicyStatement> readOfPlaces(Deployment deployment) {
        return deployment.allowedPlaces().stream()
                .filter(place -> !place.written())
                .map(place -> {
                    var bucket = Bucket.fromBucketName(
                            this, place.text(), place.bucket().orElseThrow());
                    return Allowed.read(bucket, place.keyPattern());
                });
    }

    /// The rights of the function, whose links let callers do what it may do itself: put an upload, and
    /// read an upload or a result.
    private static List<PolicyStatement> statements(Buckets buckets, Queues queues) {
        var work = buckets.work();
        var outbox = buckets.outbox();
        return List.of(
                Allowed.listAndUploads(work),
                Allowed.read(work, JOBS, RECORDS, USAGE, ACCESS, UPLOADS, WEBHOOKS, DELIVERIES, EXPIRING, ARENAS),
                Allowed.write(work, JOBS, RECORDS, USAGE, UPLOADS, WEBHOOKS, DELIVERIES, EXPIRING, QUESTIONS, VOTES),
                Allowed.delete(work, JOBS, RECORDS, UPLOADS, WEBHOOKS, DELIVERIES, EXPIRING),
                Allowed.to(List.of("s3:ListMultipartUploadParts"), work.arnForObjects(UPLOADS)),
                Allowed.to(List.of("sqs:SendMessage"), queues.deliveries().getQueueArn()),
                Allowed.list(outbox),
                Allowed.read(outbox, RESULTS),
                Allowed.delete(outbox, RESULTS));
    }
}
