package dev.azulejo.integration.cloud;

import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.AzulejoOnLocalStack;
import dev.azulejo.integration.localstack.DeployedStack;
import dev.azulejo.integration.localstack.LocalStack;
import dev.azulejo.integration.localstack.Subscription;
import dev.azulejo.storage.s3.S3Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// What `infra/cdk` synthesizes, deployed on LocalStack: as a customer sees it (two buckets and a bus), and as an
/// operator does.
final class Cloud {
    private static final Path ASSEMBLY = LocalStack.FOLDER.resolve("cdk.out");

    /// Of drives that only [DriveRouteIT] connects.
    private static final String ROUTES = """
            {
              "dropbox": {"from": "dropbox:/in", "to": "dropbox:/out"},
              "onedrive": {"from": "onedrive:/in", "to": "onedrive:/out"},
              "gdrive": {"from": "gdrive:/in", "to": "gdrive:/out", "options": {"recipe": "resize", "width": 12}}
            }""";

    /// Between two questions for what may pass in a moment, and for a job, which takes seconds: every answer costs the
    /// server time in which it would go on with the job.
    private static final Duration OF_A_MOMENT = Duration.ofMillis(50);

    static final Duration OF_A_JOB = Duration.ofMillis(250);

    private final AwsClients aws;
    private final DeployedStack stack;
    private final JobObjects jobs;

    /// Those that were read: none ever changes, and whoever waits for a job asks for all of them many times a second.
    private final Map<JobId, JobRequest> requests = new ConcurrentHashMap<>();

    private Cloud(AwsClients aws, DeployedStack stack) {
        this.aws = aws;
        this.stack = stack;
        this.jobs = new JobObjects(storage(StackOutput.WORK_BUCKET), new JacksonCodec());
    }

    /// @param stack a name that no other deployment has
    /// @param more context of the deployment beside the usual one
    static Cloud deploy(AwsClients aws, String stack, Map<String, String> more) {
        return new Cloud(aws, AzulejoOnLocalStack.deploy(aws, ASSEMBLY, stack, ROUTES, more));
    }

    DeployedStack stack() {
        return stack;
    }

    AwsClients aws() {
        return aws;
    }

    /// For the AWS SDK of other processes.
    Map<String, String> environment() {
        return Map.of(
                Variable.ENDPOINT.text(),
                aws.endpoint().toString(),
                Variable.REGION.text(),
                AwsClients.REGION.id(),
                Variable.ACCESS_KEY.text(),
                AwsClients.KEY,
                Variable.SECRET_KEY.text(),
                AwsClients.SECRET);
    }

    /// What the stack says of itself.
    String output(StackOutput name) {
        return stack.output(name);
    }

    S3Storage inbox() {
        return storage(StackOutput.INBOX_BUCKET);
    }

    S3Storage outbox() {
        return storage(StackOutput.OUTBOX_BUCKET);
    }

    S3Storage work() {
        return storage(StackOutput.WORK_BUCKET);
    }

    private S3Storage storage(StackOutput bucket) {
        return new S3Storage(aws.s3(), output(bucket), "", MediaTypes::of);
    }

    JobObjects jobs() {
        return jobs;
    }

    /// Puts a file into the inbox, as a customer does.
    ///
    /// @return the version that it became
    String drop(String key, byte[] bytes, Map<String, String> metadata) {
        return aws.s3()
                .putObject(
                        put -> put.bucket(output(StackOutput.INBOX_BUCKET))
                                .key(key)
                                .metadata(metadata),
                        RequestBody.fromBytes(bytes))
                .versionId();
    }

    String drop(String key, byte[] bytes) {
        return drop(key, bytes, Map.of());
    }

    /// The job that was made of a version of a source, once intake has made it.
    JobId awaitJob(String version, Duration most) {
        return await(
                "the job of version " + version,
                most,
                () -> requests().stream()
                        .filter(request -> request.source().version().equals(version))
                        .map(JobRequest::job)
                        .findFirst());
    }

    /// Asks for the folders of jobs alone. To list all that lies in them took the server a quarter of its
    /// time, as whoever waits for a job asks many times a second.
    List<JobRequest> requests() {
        return aws
                .s3()
                .listObjectsV2Paginator(list -> list.bucket(output(StackOutput.WORK_BUCKET))
                        .prefix(JobKeys.JOBS)
                        .delimiter("/"))
                .commonPrefixes()
                .stream()
                .flatMap(folder -> JobKeys.jobOf(folder.prefix() + "request.json").stream())
                .flatMap(job -> request(job).stream())
                .toList();
    }

    private Optional<JobRequest> request(JobId job) {
        var known = Optional.ofNullable(requests.get(job)).or(() -> jobs.findRequest(job));
        known.ifPresent(request -> requests.put(job, request));
        return known;
    }

    Outcome awaitOutcome(JobId job, Duration most) {
        return await(
                "the outcome of job " + job,
                most,
                OF_A_JOB,
                () -> jobs.newest(job).flatMap(jobs::outcome));
    }

    Outcome awaitOutcome(Attempt attempt, Duration most) {
        return await("the outcome of " + attempt, most, OF_A_JOB, () -> jobs.outcome(attempt));
    }

    /// Waits until an object appears.
    void awaitObject(S3Storage storage, String key, Duration most) {
        await(key, most, () -> storage.stat(key));
    }

    /// Asks until there is an answer.
    ///
    /// @throws AssertionError when there is none in time
    static <T> T await(String what, Duration most, Supplier<Optional<T>> answer) {
        return await(what, most, OF_A_MOMENT, answer);
    }

    private static <T> T await(String what, Duration most, Duration pause, Supplier<Optional<T>> answer) {
        var end = Instant.now().plus(most);
        while (true) {
            var given = answer.get();
            if (given.isPresent()) {
                return given.get();
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("%s did not come within %d s".formatted(what, most.toSeconds()));
            }
            pause(pause);
        }
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }

    byte[] bytes(S3Storage storage, String key) {
        try (var in = storage.read(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytesOf(StackOutput bucketOutput, String key, String version) {
        return aws.s3()
                .getObjectAsBytes(
                        get -> get.bucket(output(bucketOutput)).key(key).versionId(version))
                .asByteArray();
    }

    /// The job that made a version of a result.
    JobId jobOfResult(String key, String version) {
        return new JobId(Objects.requireNonNull(
                aws.s3()
                        .headObject(head -> head.bucket(output(StackOutput.OUTBOX_BUCKET))
                                .key(key)
                                .versionId(version))
                        .metadata()
                        .get("azulejo-job"),
                "the result names no job"));
    }

    /// Messages that wait in a queue or are being worked on.
    int messages(StackOutput queueOutput) {
        var attributes = aws.sqs()
                .getQueueAttributes(queue -> queue.queueUrl(output(queueOutput))
                        .attributeNames(
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
                .attributes();
        return attributes.values().stream().mapToInt(Integer::parseInt).sum();
    }

    /// A queue that hears, from now on, what of a bus the pattern lets through.
    ///
    /// @param bus its name; `default` is the one that S3 sends its events to
    Subscription subscribe(String bus, String pattern) {
        var name = "test-" + UUID.randomUUID();
        var queue = Subscription.of(aws, name);
        aws.events().putRule(rule -> rule.name(name).eventBusName(bus).eventPattern(pattern));
        var target = Target.builder().id("queue").arn(queue.arn()).build();
        aws.events().putTargets(targets -> targets.rule(name).eventBusName(bus).targets(target));
        return queue;
    }

    /// Puts an event on a bus, which gives it an id of its own.
    void send(String bus, String source, String detailType, String detail) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
        var answer = aws.events().putEvents(put -> put.entries(entry));
        if (answer.failedEntryCount() != 0) {
            throw new IllegalStateException("not sent: " + answer.entries());
        }
    }

    /// Takes a message out of a queue, if there is one.
    Optional<String> receive(StackOutput queueOutput) {
        return aws
                .sqs()
                .receiveMessage(receive -> receive.queueUrl(output(queueOutput)).waitTimeSeconds(1))
                .messages()
                .stream()
                .findFirst()
                .map(message -> {
                    aws.sqs()
                            .deleteMessage(delete ->
                                    delete.queueUrl(output(queueOutput)).receiptHandle(message.receiptHandle()));
                    return message.body();
                });
    }

    /// Keys of uploads that were begun and neither completed nor aborted.
    List<String> openUploads(StackOutput bucketOutput) {
        return aws.s3().listMultipartUploads(uploads -> uploads.bucket(output(bucketOutput))).uploads().stream()
                .map(upload -> upload.key())
                .toList();
    }

    /// All versions that an object ever had, the newest first.
    List<ObjectVersion> versions(StackOutput bucketOutput, String key) {
        return aws
                .s3()
                .listObjectVersionsPaginator(
                        versions -> versions.bucket(output(bucketOutput)).prefix(key))
                .versions()
                .stream()
                .filter(version -> version.key().equals(key))
                .toList();
    }

    /// Each write there ever was to the job's folder.
    Set<String> versionsOfJob(JobId job) {
        return aws
                .s3()
                .listObjectVersionsPaginator(versions ->
                        versions.bucket(output(StackOutput.WORK_BUCKET)).prefix(JobKeys.folder(job)))
                .versions()
                .stream()
                .map(version -> version.key() + " " + version.versionId())
                .collect(Collectors.toSet());
    }

    /// ARNs of the executions of both machines that have not ended.
    List<String> runningExecutions() {
        return Arrays.stream(Machine.values())
                .flatMap(machine -> aws
                        .stepFunctions()
                        .listExecutions(executions -> executions
                                .stateMachineArn(stack.output(StackOutput.arnOf(machine)))
                                .statusFilter(ExecutionStatus.RUNNING))
                        .executions()
                        .stream())
                .map(execution -> execution.executionArn())
                .toList();
    }

    /// Names of what lies in the job's folder.
    List<String> filesOf(JobId job) {
        var folder = JobKeys.folder(job);
        try (var objects = work().list(folder)) {
            return objects.map(object -> object.key().substring(folder.length()))
                    .toList();
        }
    }
}
