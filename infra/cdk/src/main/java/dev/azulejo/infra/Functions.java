package dev.azulejo.infra;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.Names;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.events.JsonRoutes;
import dev.azulejo.storage.AllowedPlace;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.IEventBus;
import software.amazon.awscdk.services.iam.Policy;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.destinations.SqsDestination;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.constructs.Construct;

/// The functions, all from one artifact. Each is called through its alias `live`, as only an alias may have
/// a snapshot to start from.
final class Functions extends Construct {
    private static final String JOBS = WorkLayout.JOBS.all();
    private static final String INTAKE = WorkLayout.INTAKE.all();
    private static final String SHOWING = WorkLayout.SHOWING.all();
    private static final String REPORTS = "*.error.json";
    private static final String METADATA = WorkLayout.JOBS.key("*/metadata");

    /// The functions that make results appear.
    private static final Set<PipelineFunction> DELIVERING =
            EnumSet.of(PipelineFunction.DELIVER, PipelineFunction.DEAD_LETTER);

    private static final int RETRIES = 2;
    private static final int DELIVERIES_AT_ONCE = 20;

    private final Map<PipelineFunction, Function> functions = new EnumMap<>(PipelineFunction.class);
    private final Map<PipelineFunction, Alias> live = new EnumMap<>(PipelineFunction.class);
    private final Map<PipelineFunction, Role> roles = new EnumMap<>(PipelineFunction.class);

    Functions(Construct scope, Deployment deployment, Buckets buckets, Queues queues, IEventBus bus) {
        super(scope, "Functions");
        Annotations.of(this)
                .acknowledgeWarning(
                        "@aws-cdk/aws-lambda:snapStartRequirePublish", "every function is called through a version");
        var code = Code.fromAsset(deployment.functionZip().toString());
        var environment = new TreeMap<>(Map.of(
                Variable.INBOX.text(), buckets.inbox().getBucketName(),
                Variable.OUTBOX.text(), buckets.outbox().getBucketName(),
                Variable.WORK.text(), buckets.work().getBucketName(),
                Variable.BUS.text(), bus.getEventBusName(),
                Variable.WORKERS.text(), Workers.COMPUTE_ON.text(),
                Variable.DELIVERIES.text(), queues.deliveries().getQueueUrl()));
        deployment.allowedNetworks().ifPresent(text -> environment.put(Variable.ALLOWED_NETWORKS.text(), text));
        deployment.allowedPlacesText().ifPresent(text -> environment.put(Variable.ALLOWED_PLACES.text(), text));
        deployment.limits().forEach((limit, text) -> environment.put(limit.variable(), text));
        for (var function : PipelineFunction.values()) {
            if (function != PipelineFunction.CONNECT && function != PipelineFunction.POOL) {
                add(
                        function,
                        code,
                        environment,
                        Stream.concat(
                                        statements(function, buckets, bus, queues).stream(),
                                        DELIVERING.contains(function) ? copies(deployment) : Stream.of())
                                .toList(),
                        queues,
                        deployment.profile().logs());
            }
        }
        if (!deployment.routes().isEmpty()) {
            var ofRoutes = new TreeMap<>(environment);
            ofRoutes.put(Variable.ROUTES.text(), JsonRoutes.text(deployment.routes()));
            ofRoutes.put(Variable.SECRETS.text(), Routes.secrets(this));
            add(
                    PipelineFunction.CONNECT,
                    code,
                    ofRoutes,
                    Routes.statements(this, deployment.routes(), buckets),
                    queues,
                    deployment.profile().logs());
        }
        live(PipelineFunction.WEBHOOK)
                .addEventSource(SqsEventSource.Builder.create(queues.deliveries())
                        .batchSize(1)
                        .maxConcurrency(DELIVERIES_AT_ONCE) // each may wait for 15 seconds
                        .reportBatchItemFailures(true)
                        .build());
        for (var queue : List.of(queues.deadStages(), queues.deadTasks())) {
            // One by one: a message that cannot be explained must not fail its neighbours.
            live(PipelineFunction.DEAD_LETTER)
                    .addEventSource(SqsEventSource.Builder.create(queue)
                            .batchSize(1)
                            // Without it an answer that names a failed message would delete that message.
                            .reportBatchItemFailures(true)
                            .build());
        }
    }

    Alias live(PipelineFunction function) {
        var alias = live.get(function);
        if (alias == null) {
            throw new IllegalStateException(function + " is not built yet");
        }
        return alias;
    }

    Map<PipelineFunction, String> names() {
        var names = new EnumMap<PipelineFunction, String>(PipelineFunction.class);
        functions.forEach((function, made) -> names.put(function, made.getFunctionName()));
        return names;
    }

    /// The number of each function's failed calls as Lambda counts them: exceptions, timeouts and deaths.
    List<IMetric> errors(Duration period) {
        return functions.values().stream()
                .<IMetric>map(function -> function.metricErrors(
                        MetricOptions.builder().statistic("Sum").period(period).build()))
                .toList();
    }

    /// The duration of calls of each function, at the 99th percentile.
    List<IMetric> durations(Duration period) {
        return functions.values().stream()
                .<IMetric>map(function -> function.metricDuration(
                        MetricOptions.builder().statistic("p99").period(period).build()))
                .toList();
    }

    /// Gives two functions rights on executions: the dead-letter function reports that an awaited task will
    /// never end, and the claim function asks whether the holder of a claim still runs.
    void letTalkTo(StateMachines machines) {
        live(PipelineFunction.DEAD_LETTER)
                .addToRolePolicy(machines.answersToTasksOf(Machine.ENHANCE, List.of("states:SendTaskFailure")));
        // A policy of its own: the machines depend on the function, and so on its role's other one.
        Policy.Builder.create(this, "ClaimAsksForExecutions")
                .roles(List.of(role(PipelineFunction.CLAIM)))
                .statements(List.of(Allowed.to(
                        List.of("states:DescribeExecution"),
                        Arrays.stream(Machine.values())
                                .map(machine -> machines.executions(machine, ":*"))
                                .toArray(String[]::new))))
                .build();
    }

    /// The right to put results into places of others, and to look at what the function itself has put there.
    private static Stream<PolicyStatement> copies(Deployment deployment) {
        var objects = deployment.allowedPlaces().stream()
                .filter(AllowedPlace::written)
                .map(place -> "arn:%s:s3:::%s/%s"
                        .formatted(Aws.PARTITION, place.bucket().orElseThrow(), place.keyPattern()))
                .toArray(String[]::new);
        return objects.length == 0 ? Stream.of() : Stream.of(Allowed.write(objects), Allowed.read(objects));
    }

    private Role role(PipelineFunction function) {
        var role = roles.get(function);
        if (role == null) {
            throw new IllegalStateException(function + " is not built yet");
        }
        return role;
    }

    private static List<PolicyStatement> statements(
            PipelineFunction function, Buckets buckets, IEventBus bus, Queues queues) {
        var work = buckets.work();
        var inbox = buckets.inbox();
        var outbox = buckets.outbox();
        var list = Allowed.listAndUploads(work);
        var read = Allowed.read(work, JOBS);
        var write = Allowed.write(work, JOBS);
        var uploads = Allowed.read(work, Api.UPLOADS);
        return switch (function) {
            case INTAKE ->
                List.of(
                        list,
                        read,
                        write,
                        Allowed.read(work, INTAKE),
                        Allowed.write(work, INTAKE),
                        Allowed.list(inbox),
                        Allowed.read(inbox, "*"));
            case PLAN ->
                List.of(
                        list,
                        read,
                        write,
                        Allowed.delete(work, inJobs(JobKeys.MADE_ANEW)),
                        Allowed.delete(work, METADATA), // written while the job was ended by another
                        Allowed.list(inbox),
                        Allowed.read(inbox, "*"),
                        uploads);
            case CLAIM -> claims(work);
            case CONNECT -> throw new IllegalArgumentException("what it may do depends on its routes");
            case POOL -> throw new IllegalArgumentException("what it may do depends on where workers are asked for");
            case ENHANCE_CLOSE, STITCH_STRIP, STITCH_CLOSE -> List.of(list, read, write);
            case OVERDUE -> List.of(Allowed.list(work));
            case DELIVER, DEAD_LETTER -> // which delivers once more what it finds undelivered
                List.of(
                        list,
                        read,
                        write,
                        Allowed.read(work, INTAKE), // which sidecar counted
                        Allowed.read(work, SHOWING), // whether what lies there is what it wants to write
                        Allowed.write(work, SHOWING),
                        Allowed.delete(work, SHOWING),
                        Allowed.list(inbox), // whether the source's version is still the current one
                        Allowed.read(inbox, "*"),
                        uploads,
                        Allowed.listAndUploads(outbox),
                        Allowed.read(outbox, "*"),
                        Allowed.write(outbox, "*"),
                        Allowed.delete(outbox, Api.RESULTS)); // its own, after its job was deleted
            case WEBHOOK ->
                List.of(
                        Allowed.listAndUploads(work),
                        read,
                        Allowed.read(work, Api.WEBHOOKS, Api.DELIVERIES),
                        Allowed.write(work, Api.WEBHOOKS, Api.DELIVERIES, Api.USES),
                        Allowed.delete(work, Api.DELIVERIES),
                        Allowed.to(
                                List.of("sqs:SendMessage"), queues.deliveries().getQueueArn()));
            case NOTIFY -> // no report lies beside a result of the API, so it reads no uploads
                List.of(
                        list,
                        read,
                        Allowed.delete(work, METADATA),
                        Allowed.read(work, INTAKE), // which job a newer version has
                        Allowed.list(inbox), // as deliver: a report of an older version replaces nothing
                        Allowed.read(inbox, "*"),
                        Allowed.listAndUploads(outbox),
                        Allowed.read(outbox, REPORTS),
                        Allowed.write(outbox, REPORTS),
                        Allowed.delete(outbox, REPORTS),
                        Allowed.to(List.of("events:PutEvents"), bus.getEventBusArn()));
        };
    }

    private static List<PolicyStatement> claims(IBucket work) {
        var keys = Arrays.stream(Machine.values())
                .map(machine -> WorkLayout.JOBS.key("*/%s.claim".formatted(machine.text())))
                .toArray(String[]::new);
        return List.of(
                Allowed.listAndUploads(work),
                Allowed.read(
                        work,
                        WorkLayout.JOBS.key("*/decision.json"),
                        WorkLayout.JOBS.key("*/request.json")), // whose it is
                Allowed.read(
                        work,
                        inJobs(Arrays.stream(Machine.values())
                                .map(machine ->
                                        machine.trigger().later().getFirst().objectName())
                                .toList())),
                Allowed.read(work, keys),
                Allowed.write(work, keys));
    }

    private static String[] inJobs(List<String> names) {
        return names.stream().map(name -> WorkLayout.JOBS.key("*/" + name)).toArray(String[]::new);
    }

    private void add(
            PipelineFunction function,
            Code code,
            Map<String, String> environment,
            List<PolicyStatement> statements,
            Queues queues,
            RetentionDays logs) {
        var id = Names.pascal(function);
        var settings = new TreeMap<>(environment);
        settings.put(Variable.FUNCTION.text(), function.text());
        var made = MadeFunction.in(
                this,
                id,
                code,
                settings,
                statements,
                Capacity.of(function),
                Capacity.startsFromSnapshot(function),
                logs);
        roles.put(function, made.role());
        functions.put(function, made.function());
        live.put(function, alias(id, function, made.function(), queues));
    }

    private Alias alias(String id, PipelineFunction function, Function made, Queues queues) {
        // What the dead-letter function itself cannot do must not come back to it.
        IQueue dead = function == PipelineFunction.DEAD_LETTER ? queues.unexplained() : queues.deadStages();
        return Alias.Builder.create(this, id + "Live")
                .aliasName("live")
                .version(made.getCurrentVersion())
                .retryAttempts(RETRIES)
                .onFailure(new SqsDestination(dead))
                .build();
    }
}
