package dev.azulejo.functions;

import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.s3.S3Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// Runs the SDK's way from a call to bytes and back, with an HTTP client that answers by itself: requests are built,
/// signed and answered, and nothing leaves the process.
final class StoragePriming {
    private static final Logger LOG = Logger.getLogger(StoragePriming.class);
    private static final String KEY = "priming";

    void run() {
        // Invalid credentials: the real ones belong into no snapshot.
        var invalid = StaticCredentialsProvider.create(AwsBasicCredentials.create(KEY, KEY));
        try (var client = S3Client.builder()
                .httpClient(new EmptyBucket())
                .region(Region.US_EAST_1)
                .credentialsProvider(invalid)
                .build()) {
            var storage = new S3Storage(client, KEY, "", MediaTypes::of);
            storage.exists(KEY);
            storage.put(KEY, KEY.getBytes(StandardCharsets.UTF_8));
            try (InputStream nothing = storage.read(KEY)) {
                throw new IllegalStateException("read %d bytes of nothing".formatted(nothing.available()));
            } catch (NoSuchObject expected) {
                LOG.debug("primed", expected);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /// An HTTP client that accepts every request and has no objects.
    private static final class EmptyBucket implements SdkHttpClient {
        private static final String NOTHING =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Error><Code>NoSuchKey</Code></Error>";

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return new ExecutableHttpRequest() {
                @Override
                public HttpExecuteResponse call() {
                    boolean put = request.httpRequest().method() == SdkHttpMethod.PUT;
                    var response = SdkHttpFullResponse.builder().statusCode(put ? 200 : 404);
                    if (put) {
                        response.putHeader("ETag", "\"priming\"");
                    }
                    var body = new ByteArrayInputStream((put ? "" : NOTHING).getBytes(StandardCharsets.UTF_8));
                    return HttpExecuteResponse.builder()
                            .response(response.build())
                            .responseBody(AbortableInputStream.create(body))
                            .build();
                }

                @Override
                public void abort() {}
            };
        }

        @Override
        public void close() {}
    }
}
