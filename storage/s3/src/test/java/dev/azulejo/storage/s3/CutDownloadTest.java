package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.testkit.wire.FaultScript;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireFault.CutAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import dev.azulejo.storage.testkit.wire.WireServer;
import dev.azulejo.storage.testkit.wire.WireService;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A connection that ends in the middle of an object.
class CutDownloadTest {
    private final OneObject object = new OneObject();
    private final WireServer server = new WireServer(object);
    private final S3Client client = S3Client.builder()
            .httpClientBuilder(Apache5HttpClient.builder())
            .endpointOverride(URI.create(server.address()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("some", "body")))
            .build();
    private final S3Storage storage = new S3Storage(client, "bucket", "", _ -> "image/png");

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    /// A bucket with one object, as far as reading it goes.
    private static final class OneObject implements WireService {
        private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

        private byte[] bytes = random(1);
        private String etag = "\"one\"";

        private static byte[] random(long seed) {
            var bytes = new byte[100_000];
            new Random(seed).nextBytes(bytes);
            return bytes;
        }

        private void replace() {
            bytes = random(2);
            etag = "\"two\"";
        }

        @Override
        public WireAnswer answer(WireRequest request) {
            if (request.header("if-match")
                    .filter(wanted -> !wanted.equals(etag))
                    .isPresent()) {
                return WireAnswer.empty(412);
            }
            var all = StoredBytes.of(bytes);
            var range = RANGE.matcher(request.header("range").orElse(""));
            if (!range.matches()) {
                return WireAnswer.content(200, all).with("ETag", etag);
            }
            int from = Integer.parseInt(range.group(1));
            int to = Integer.parseInt(range.group(2)) + 1;
            return WireAnswer.content(206, all.part(from, to))
                    .with("ETag", etag)
                    .with("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
        }

        @Override
        public void expire(String token) {}

        @Override
        public void forgetUpload(WireRequest request) {}
    }

    private static boolean isAny(WireRequest request) {
        return request.method().equals("GET");
    }

    private List<String> ranges() {
        return server.requests().stream()
                .map(request -> request.header("range").orElse("all"))
                .toList();
    }

    @Test
    void goesOnWhereItWas() {
        server.follow(FaultScript.none()
                .then(CutDownloadTest::isAny, new CutAnswer(12_345))
                .then(CutDownloadTest::isAny, new CutAnswer(20_000)));
        assertThat(storage.readAll("a")).isEqualTo(object.bytes);
        assertThat(ranges()).containsExactly("all", "bytes=12345-99999", "bytes=32345-99999");
    }

    @Test
    void soDoesARange() {
        server.follow(FaultScript.none().then(CutDownloadTest::isAny, new CutAnswer(1000)));
        assertThat(storage.readRange("a", 500, 20_000)).isEqualTo(Arrays.copyOfRange(object.bytes, 500, 20_500));
        assertThat(ranges()).containsExactly("bytes=500-20499", "bytes=1500-20499");
    }

    @Test
    void doesNotGoOnInAnotherObject() throws IOException {
        server.follow(FaultScript.none().then(CutDownloadTest::isAny, new CutAnswer(50_000)));
        try (var in = storage.read("a")) {
            assertThat(in.readNBytes(10_000)).isEqualTo(Arrays.copyOf(object.bytes, 10_000));
            object.replace();
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(in::readAllBytes)
                    .withMessageContaining("replaced");
        }
    }

    @Test
    void doesNotGoOnForEver() {
        var cuts = FaultScript.none();
        for (int count = 0; count < 100; count++) {
            cuts.then(CutDownloadTest::isAny, new CutAnswer(10));
        }
        server.follow(cuts);
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> storage.readAll("a"))
                .withMessageContaining("of 100000");
        assertThat(server.requests()).hasSizeLessThan(20);
    }
}
