package dev.azulejo.integration.machines;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.Machine;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.Subscription;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/// A machine and what it needs: a work bucket, a queue of tasks, and a function.
final class Stage {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROLE = "arn:aws:iam::%s:role/anything".formatted(AwsClients.ACCOUNT);
    private static final Duration MAX_WAIT = Duration.ofMinutes(5);

    private final AwsClients aws;
    private final AtomicInteger jobs = new AtomicInteger();
    private final Subscription tasks;
    private final Machine machine;
    private final String name;
    private final String bucket;
    private final String arn;

    /// @param bucketIsThere false for a work bucket that the machine cannot reach
    Stage(AwsClients aws, Machine machine, boolean bucketIsThere) {
        this.aws = aws;
        this.machine = machine;
        name = machine.text() + "-" + UUID.randomUUID().toString().substring(0, 8);
        bucket = "work-" + name;
        if (bucketIsThere) {
            aws.s3().createBucket(request -> request.bucket(bucket));
        }
        tasks = Subscription.of(aws, "tasks-" + name);
        var function = function();
        var definition = machine.definition();
        var resources = Map.of(StackOutput.WORK_BUCKET.text(), bucket, StackOutput.TASKS_QUEUE_URL.text(), tasks.url());
        for (var placeholder : machine.placeholders()) {
            definition = definition.replace("${" + placeholder + "}", resources.getOrDefault(placeholder, function));
        }
        var filled = definition;
        arn = aws.stepFunctions()
                .createStateMachine(request -> request.name(name).roleArn(ROLE).definition(filled))
                .stateMachineArn();
    }

    private String function() {
        var made = aws.lambda()
                .createFunction(request -> request.functionName(name)
                        .runtime(Runtime.JAVA21)
                        .handler(StandInFunction.HANDLER)
                        .role(ROLE)
                        .timeout(30)
                        .memorySize(256)
                        .code(code -> code.zipFile(SdkBytes.fromByteArray(StandInFunction.zip()))));
        aws.lambda().waiter().waitUntilFunctionActiveV2(request -> request.functionName(name));
        return made.functionArn();
    }

    /// A job that no other test has.
    String job() {
        return "%024x".formatted(jobs.incrementAndGet());
    }

    /// A job whose name begins so.
    String job(String first) {
        return first + job().substring(1);
    }

    void put(String job, String object, String content) {
        aws.s3()
                .putObject(
                        request -> request.bucket(bucket).key("jobs/" + job + "/" + object),
                        RequestBody.fromString(content));
    }

    /// Plans a job of so many shards.
    String planned(int shards) {
        var job = job();
        plan(job, shards);
        return job;
    }

    void plan(String job, int shards) {
        var items = IntStream.range(0, shards)
                .mapToObj(id -> Map.of(
                        "schema", 1, "job", job, "id", id, "firstColumn", 0, "firstRow", id, "columns", 1, "rows", 1))
                .toList();
        put(job, "shards.json", text(items));
        IntStream.range(0, shards).forEach(id -> put(job, "source/" + id, "pixels"));
    }

    /// An inferred job whose strips are shared out in runs of two, each of another result.
    void inferred(String job, int runs) {
        var strips = IntStream.range(0, runs)
                .mapToObj(run -> Map.of("result", run, "first", 2 * run, "count", 2))
                .toList();
        put(job, "attempts/0/inferred.json", text(Map.of("schema", 1, "job", job, "strips", strips)));
    }

    Execution start(String job) {
        var key = "jobs/" + job + "/attempts/0/" + machine.trigger().objectName();
        var started = aws.stepFunctions()
                .startExecution(request ->
                        request.stateMachineArn(arn).input(text(Map.of("id", "event", "bucket", bucket, "key", key))));
        return new Execution(started.executionArn());
    }

    /// The next message for a worker; those of other jobs are dropped.
    JsonNode task(String job) {
        long deadline = System.nanoTime() + MAX_WAIT.toNanos();
        while (System.nanoTime() < deadline) {
            var messages = aws.sqs()
                    .receiveMessage(request ->
                            request.queueUrl(tasks.url()).waitTimeSeconds(2).maxNumberOfMessages(1))
                    .messages();
            for (var message : messages) {
                aws.sqs()
                        .deleteMessage(request -> request.queueUrl(tasks.url()).receiptHandle(message.receiptHandle()));
                var task = parse(message.body());
                if (task.at("/shard/job").asText().equals(job)) {
                    return task;
                }
            }
        }
        throw new AssertionError("no task of job %s within %s".formatted(job, MAX_WAIT));
    }

    void assertNoTask() {
        tasks.assertSilent(Duration.ofSeconds(3));
    }

    void done(JsonNode task) {
        aws.stepFunctions()
                .sendTaskSuccess(request -> request.taskToken(task.get("token").asText())
                        .output(text(Map.of("shard", task.at("/shard/id").asInt()))));
    }

    void failed(JsonNode task, Class<?> error, String cause) {
        aws.stepFunctions()
                .sendTaskFailure(request -> request.taskToken(task.get("token").asText())
                        .error(error.getName())
                        .cause(cause));
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One run of the machine.
    final class Execution {
        private final String executionArn;

        private Execution(String executionArn) {
            this.executionArn = executionArn;
        }

        String arn() {
            return executionArn;
        }

        /// How it ended: the status, and the error and cause of one that failed.
        String end() {
            long deadline = System.nanoTime() + MAX_WAIT.toNanos();
            while (System.nanoTime() < deadline) {
                var now = aws.stepFunctions().describeExecution(request -> request.executionArn(executionArn));
                if (!now.statusAsString().equals("RUNNING")) {
                    return now.error() == null
                            ? now.statusAsString()
                            : "%s %s: %s".formatted(now.statusAsString(), now.error(), now.cause());
                }
                pause();
            }
            throw new AssertionError("still runs after %s: %s".formatted(MAX_WAIT, path()));
        }

        /// Waits until it is in a state of that name.
        void awaitState(String state) {
            long deadline = System.nanoTime() + MAX_WAIT.toNanos();
            while (!path().contains(state)) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError("not in %s after %s: %s".formatted(state, MAX_WAIT, path()));
                }
                pause();
            }
        }

        /// The names of the states that it was in.
        List<String> path() {
            return history().stream()
                    .map(HistoryEvent::stateEnteredEventDetails)
                    .filter(Objects::nonNull)
                    .map(details -> details.name())
                    .toList();
        }

        /// What functions were called with, the one for claims first.
        List<JsonNode> payloads() {
            return history().stream()
                    .map(HistoryEvent::taskScheduledEventDetails)
                    .filter(Objects::nonNull)
                    .filter(details -> details.resourceType().equals("lambda"))
                    .map(details -> parse(details.parameters()).get("Payload"))
                    .toList();
        }

        private List<HistoryEvent> history() {
            return aws.stepFunctions()
                    .getExecutionHistory(
                            request -> request.executionArn(executionArn).maxResults(1000))
                    .events();
        }

        private static void pause() {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
