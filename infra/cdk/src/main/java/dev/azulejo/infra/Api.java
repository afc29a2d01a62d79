package dev.azulejo.infra;

import dev.azulejo.cloud.Variable;
import dev.azulejo.storage.AllowedPlace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
    static final String UPLOADS = "uploads/*";

    static final String WEBHOOKS = "hooks/*";

    /// What is on its way to webhooks.
    static final String DELIVERIES = "deliveries/*";

    /// What people vote on. An operator makes it; the API adds questions and votes.
    private static final String ARENAS = "arenas/*";

    private static final String QUESTIONS = "arenas/*/asked/*";
    private static final String VOTES = "arenas/*/votes/*";
    private static final String JOBS = "jobs/*";
    private static final String RECORDS = "tenants/*";
    private static final String USAGE = "usage/*";
    private static final String ACCESS = "access/*";
    static final String RESULTS = "api/*";

    /// The gateway's own limit is 29 seconds. As much memory as plan has: a quote reads what plan reads.
    private static final Capacity CAPACITY = new Capacity(3008, 29);

    /// Of all callers together; each tenant has limits of its own.
    private static final int REQUESTS_PER_SECOND = 100;

    /// Calls may wait for a job, and streams of events for its news, for 20 seconds each. However many there are, the
    /// pipeline gets what else the account
    /// has.
    private static final int CALLS_AT_ONCE = 200;

    private static final Duration AWAKE_EVERY = Duration.days(7);

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
        if (!deployment.allowedPlaces().isEmpty()) {
            environment.put(
                    Variable.ALLOWED_PLACES.text(),
                    deployment.allowedPlaces().stream().map(AllowedPlace::text).collect(Collectors.joining(",")));
        }
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
                .binaryMediaTypes(List.of("image/png")) // what judges look at; for whoever accepts that first
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
        keepAwake(live, queues);
    }

    /// Ends in a slash, and the paths of the API begin behind it.
    String url() {
        return gateway.getUrl();
    }

    /// Answers of 500 and more, those among them that the gateway gives itself.
    IMetric serverErrors(Duration period) {
        return gateway.metricServerError(
                MetricOptions.builder().statistic("Sum").period(period).build());
    }

    IMetric requests(Duration period) {
        return gateway.metricCount(
                MetricOptions.builder().statistic("Sum").period(period).build());
    }

    /// See [Capacity#startsFromSnapshot]: a request as the gateway would send it.
    private void keepAwake(Alias live, Queues queues) {
        Rule.Builder.create(this, "StaysAwake")
                .schedule(Schedule.rate(AWAKE_EVERY))
                .targets(List.of(LambdaFunction.Builder.create(live)
                        .event(RuleTargetInput.fromObject(
                                new TreeMap<>(Map.of("httpMethod", "GET", "path", "/health", "resource", "/{proxy+}"))))
                        .deadLetterQueue(queues.unexplained())
                        .build()))
                .build();
    }

    /// Of all tenants: the function lets each reach what is theirs.
    private Stream<PolicyStatement> readOfPlaces(Deployment deployment) {
        return deployment.allowedPlaces().stream().map(place -> {
            var bucket =
                    Bucket.fromBucketName(this, place.text(), place.bucket().orElseThrow());
            return Allowed.read(bucket, place.keyPattern());
        });
    }

    /// Its links let callers do what it may do itself: put an upload, and read an upload or a result.
    private static List<PolicyStatement> statements(Buckets buckets, Queues queues) {
        var work = buckets.work();
        var outbox = buckets.outbox();
        return List.of(
                Allowed.listAndUploads(work),
                Allowed.read(work, JOBS, RECORDS, USAGE, ACCESS, UPLOADS, WEBHOOKS, DELIVERIES, ARENAS),
                Allowed.write(work, JOBS, RECORDS, USAGE, UPLOADS, WEBHOOKS, DELIVERIES, QUESTIONS, VOTES),
                Allowed.delete(work, JOBS, RECORDS, UPLOADS, WEBHOOKS, DELIVERIES),
                Allowed.to(List.of("s3:ListMultipartUploadParts"), work.arnForObjects(UPLOADS)),
                Allowed.to(List.of("sqs:SendMessage"), queues.deliveries().getQueueArn()),
                Allowed.list(outbox),
                Allowed.read(outbox, RESULTS),
                Allowed.delete(outbox, RESULTS));
    }
}
