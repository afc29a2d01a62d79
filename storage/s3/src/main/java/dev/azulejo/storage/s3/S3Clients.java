package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageDenied;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// Builds clients. Region, credentials and endpoint are those of the SDK's default chain: environment (`AWS_REGION`,
/// `AWS_ENDPOINT_URL`, …), system properties, `~/.aws`, or the role of the machine. Retries are the SDK's, in its
/// standard mode: three attempts.
public final class S3Clients {
    private static final int MAX_CONNECTIONS = 128;
    private static final Duration WAIT_FOR_CONNECTION = Duration.ofMinutes(1);

    private S3Clients() {}

    /// Makes a client for the server that the default chain names. An endpoint that is not Amazon's gets a
    /// [S3Profile#COMPATIBLE] one.
    ///
    /// @throws StorageDenied when no region is set
    public static S3Client create() {
        var client = build(amazon());
        var profile = endpointOf(client).map(S3Profile::of).orElse(S3Profile.AWS);
        if (profile == S3Profile.AWS) {
            return client;
        }
        client.close(); // what was asked for decides how it must be built
        return create(profile);
    }

    /// Makes a client for a kind of server, whatever its name.
    ///
    /// @throws StorageDenied when no region is set
    public static S3Client create(S3Profile profile) {
        return build(
                switch (profile) {
                    case AWS -> amazon();
                    case COMPATIBLE ->
                        builder()
                                .forcePathStyle(true)
                                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                                .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
                });
    }

    /// Makes a signer of links to the server of [#create()]. Sends no request.
    public static S3Presigner presigner() {
        try (var client = create()) {
            var configuration = client.serviceClientConfiguration();
            var endpoint = configuration.endpointOverride();
            var presigner = S3Presigner.builder()
                    .region(configuration.region())
                    .serviceConfiguration(S3Configuration.builder()
                            .pathStyleAccessEnabled(
                                    endpoint.map(S3Profile::of).orElse(S3Profile.AWS) == S3Profile.COMPATIBLE)
                            .build());
            endpoint.ifPresent(presigner::endpointOverride);
            return presigner.build();
        }
    }

    static Optional<URI> endpointOf(S3Client client) {
        return client.serviceClientConfiguration().endpointOverride();
    }

    /// Buckets may lie in other regions than ours: people name them.
    private static S3ClientBuilder amazon() {
        return builder().crossRegionAccessEnabled(true);
    }

    private static S3ClientBuilder builder() {
        return S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .maxConnections(MAX_CONNECTIONS)
                        .connectionAcquisitionTimeout(WAIT_FOR_CONNECTION))
                .overrideConfiguration(all -> all.retryStrategy(AwsRetryStrategy.standardRetryStrategy()));
    }

    private static S3Client build(S3ClientBuilder builder) {
        try {
            return builder.build();
        } catch (SdkClientException e) {
            throw new StorageDenied("S3 cannot be used, set AWS_REGION perhaps: " + e.getMessage(), e);
        }
    }
}
