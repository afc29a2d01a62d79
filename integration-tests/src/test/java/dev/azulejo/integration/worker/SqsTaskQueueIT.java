package dev.azulejo.integration.worker;

import dev.azulejo.aws.SqsTaskQueue;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.worker.TaskQueueContract;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

@OnLocalStack
class SqsTaskQueueIT extends TaskQueueContract {
    private final AwsClients aws;
    private String url = "";

    SqsTaskQueueIT(AwsClients aws) {
        this.aws = aws;
    }

    @Override
    protected TaskQueue emptyQueue() {
        url = aws.sqs()
                .createQueue(request -> request.queueName("contract-" + UUID.randomUUID()))
                .queueUrl();
        return new SqsTaskQueue(() -> clientOfItsOwn(), url);
    }

    /// With connections of its own, as the worker's: to close it ends its wait.
    private SqsClient clientOfItsOwn() {
        return SqsClient.builder()
                .endpointOverride(aws.endpoint())
                .region(AwsClients.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    @Override
    protected void send(String body) {
        aws.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body));
    }
}
