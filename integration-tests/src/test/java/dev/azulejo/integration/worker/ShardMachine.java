package dev.azulejo.integration.worker;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.integration.localstack.AwsClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue of shards, and the part of the `enhance` machine that sends one and waits for the answer.
record ShardMachine(AwsClients aws, String queueUrl, String arn) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ShardMachine create(AwsClients aws) {
        var name = "worker-" + UUID.randomUUID();
        var queue = aws.sqs().createQueue(request -> request.queueName(name)).queueUrl();
        var definition = """
                {"StartAt": "Infer", "States": {"Infer": {
                  "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "TimeoutSeconds": 300,
                  "Parameters": {"QueueUrl": "%s",
                    "MessageBody": {"schema": 2, "token.$": "$$.Task.Token", "attempt": 0, "shard.$": "$.shard"}},
                  "End": true}}}""".formatted(queue);
        var machine = aws.stepFunctions()
                .createStateMachine(request -> request.name(name)
                        .roleArn("arn:aws:iam::" + AwsClients.ACCOUNT + ":role/any")
                        .definition(definition));
        return new ShardMachine(aws, queue, machine.stateMachineArn());
    }

    /// @return the execution, which waits from now on
    String start(Shard shard) {
        var item = Map.of(
                "schema", shard.schema(),
                "job", shard.job().text(),
                "id", shard.id(),
                "firstColumn", shard.firstColumn(),
                "firstRow", shard.firstRow(),
                "columns", shard.columns(),
                "rows", shard.rows());
        try {
            var input = JSON.writeValueAsString(Map.of("shard", item));
            return aws.stepFunctions()
                    .startExecution(request -> request.stateMachineArn(arn).input(input))
                    .executionArn();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DescribeExecutionResponse describe(String execution) {
        return aws.stepFunctions().describeExecution(request -> request.executionArn(execution));
    }

    DescribeExecutionResponse ended(String execution) {
        Waiting.until("the execution to end", Duration.ofMinutes(5), () -> !isRunning(execution));
        return describe(execution);
    }

    boolean isRunning(String execution) {
        return describe(execution).status() == ExecutionStatus.RUNNING;
    }

    /// Takes the next message and hides it from workers.
    String tokenOfNextMessage() {
        var messages = aws.sqs()
                .receiveMessage(request ->
                        request.queueUrl(queueUrl).waitTimeSeconds(10).maxNumberOfMessages(1))
                .messages();
        if (messages.isEmpty()) {
            throw new AssertionError("no message came");
        }
        try {
            return JSON.readTree(messages.getFirst().body().getBytes(StandardCharsets.UTF_8))
                    .path("token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Messages that lie there, and messages that somebody holds.
    List<Integer> messages() {
        var names = List.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        var attributes = aws.sqs()
                .getQueueAttributes(request -> request.queueUrl(queueUrl).attributeNames(names))
                .attributes();
        return names.stream()
                .map(name -> Integer.parseInt(attributes.getOrDefault(name, "-1")))
                .toList();
    }
}
