package dev.azulejo.integration.localstack;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Clients of the AWS services that tests and the demo use, all for one server. Thread-safe; they share
/// their connections.
public final class AwsClients implements AutoCloseable {
    /// The account that LocalStack derives from these credentials.
    public static final String ACCOUNT = "000000000000";

    public static final Region REGION = Region.US_EAST_1;
    /// The access key and secret key: LocalStack accepts any, MinIO only these.
    public static final String KEY = "test";
    public static final String SECRET = "test-secret";

    private final SdkHttpClient http =
            Apache5HttpClient.builder().maxConnections(100).build();
    private final URI endpoint;
    private final String key;
    private final S3Client s3;
    private final SqsClient sqs;
    private final EventBridgeClient events;
    private final LambdaClient lambda;
    private final SfnClient stepFunctions;
    private final CloudFormationClient cloudFormation;

    public AwsClients(URI endpoint) {
        this(endpoint, KEY);
    }

    private AwsClients(URI endpoint, String key) {
        this.endpoint = endpoint;
        this.key = key;
        s3 = client(S3Client.builder()
                .forcePathStyle(true)
                .overrideConfiguration(config -> config.addExecutionInterceptor(new ConditionalWrites())));
        sqs = client(SqsClient.builder());
        events = client(EventBridgeClient.builder());
        lambda = client(LambdaClient.builder());
        stepFunctions = client(SfnClient.builder());
        cloudFormation = client(CloudFormationClient.builder());
    }

    /// Clients with the access key of a role: on a LocalStack that enforces roles, they have the role's
    /// rights.
    public AwsClients as(String role) {
        return new AwsClients(endpoint, role);
    }

    /// A client of another service. Its connections stay open until this object is closed; the client
    /// itself need not be closed.
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(key, SECRET)))
                .httpClient(http)
                .build();
    }

    public URI endpoint() {
        return endpoint;
    }

    public S3Client s3() {
        return s3;
    }

    public SqsClient sqs() {
        return sqs;
    }

    public EventBridgeClient events() {
        return events;
    }

    public LambdaClient lambda() {
        return lambda;
    }

    public SfnClient stepFunctions() {
        return stepFunctions;
    }

    public CloudFormationClient cloudFormation() {
        return cloudFormation;
    }

    @Override
    public void close() {
        http.close();
    }
}
