package dev.azulejo.aws;

import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/// Makes clients of AWS services, on AWS or at `AWS_ENDPOINT_URL`. The SDK finds region and credentials. A
/// client opens its first connection at its first call and asks for credentials then, so none of them is in
/// a snapshot.
public final class SdkClients {
    private SdkClients() {}

    /// A client with connections of its own, so that closing it ends its waits.
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder) {
        return builder.httpClientBuilder(Apache5HttpClient.builder()).build();
    }
}
