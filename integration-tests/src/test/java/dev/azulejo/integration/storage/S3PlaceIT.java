package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageSettings;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.s3.S3Storage;
import dev.azulejo.storage.s3.S3StorageProvider;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/// Buckets as places: by their address, with and without versions, or not there. Alone, as the SDK takes its settings
/// from system properties.
@OnLocalStack
@Isolated
class S3PlaceIT {
    private static final StorageSettings SETTINGS = StorageSettings.of(MediaTypes::of);

    private AwsClients clients;
    private Buckets buckets;

    @BeforeEach
    void connect(AwsClients clients) {
        this.clients = clients;
        buckets = new Buckets(clients.s3());
    }

    /// Settings as a user gives them, in the form of system properties.
    private void withDefaultSettings(URI endpoint, Consumer<S3StorageProvider> test) {
        var settings = Map.of(
                "aws.endpointUrl",
                endpoint.toString(),
                "aws.region",
                AwsClients.REGION.id(),
                "aws.accessKeyId",
                "test",
                "aws.secretAccessKey",
                "test");
        var before = new HashMap<String, String>();
        settings.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        try {
            test.accept(new S3StorageProvider());
        } finally {
            before.forEach((name, value) -> {
                if (value == null) {
                    System.clearProperty(name);
                } else {
                    System.setProperty(name, value);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?profile=compatible"})
    void aPlaceIsOpenedByItsAddressOnAServerThatSpeaksS3(String query) {
        var bucket = buckets.versioned();
        var bytes = new byte[17 << 20];
        new Random(3).nextBytes(bytes);
        withDefaultSettings(clients.endpoint(), provider -> {
            var below = provider.open(
                    URI.create(
                            "s3://%s/photos of/ana/%s".formatted(bucket, query).replace(" ", "%20")),
                    SETTINGS);
            var all = provider.open(URI.create("s3://" + bucket + "/" + query), SETTINGS);
            below.put("large", bytes);
            assertThat(all.readRange("photos of/ana/large", 0, bytes.length)).isEqualTo(bytes);
            below.writeIfAbsent("small", new byte[] {7});
            assertThat(all.readRange("photos of/ana/small", 0, 1)).containsExactly(7);
            try (var listed = below.list("")) {
                assertThat(listed.map(ObjectStat::key)).containsExactly("large", "small");
            }
            // Of one provider and so of one server: it copies.
            below.compose(List.of(new Part("large", 0, bytes.length)), all, "copy", Map.of(), Precondition.ABSENT);
            assertThat(all.readRange("copy", 0, bytes.length)).isEqualTo(bytes);
            assertThat(all.stat("copy").orElseThrow().etag()).endsWith("-1\"");
        });
    }

    @Test
    void aVersionOutlivesItsObjectWhereVersionsAreKept() throws IOException {
        var bucket = buckets.versioned();
        var storage = buckets.storage(bucket);
        storage.put("a", new byte[] {1});
        var version = storage.version("a");
        storage.put("a", new byte[] {2});
        storage.delete("a");
        try (var stream = storage.readVersion("a", version)) {
            assertThat(stream.readAllBytes()).containsExactly(1);
        }
        var marker = buckets.client()
                .listObjectVersions(request -> request.bucket(bucket))
                .deleteMarkers()
                .getFirst()
                .versionId();
        for (var none : List.of(marker, "null", "no id at all", version + "x")) {
            assertThatExceptionOfType(NoSuchObject.class)
                    .as(none)
                    .isThrownBy(() -> storage.readVersion("a", none))
                    .withMessageContaining("a in s3://" + bucket);
        }
    }

    @Test
    void whereNoVersionsAreKeptTheirNameIsTheHashOfTheBytes() {
        var bucket = buckets.unversioned();
        var storage = buckets.storage(bucket);
        storage.put("a", "abc".getBytes(StandardCharsets.US_ASCII));
        var expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assertThat(storage.version("a")).isEqualTo(expected);
        buckets.client()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        storage.put("a", "abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(storage.version("a")).isEqualTo(expected);
        storage.put("a", new byte[3]);
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.readVersion("a", expected));
    }

    @Test
    void whatAConsoleMakesOfAFolderIsNotListed() {
        var bucket = buckets.versioned();
        for (var key : List.of("photos/", "photos//a", "photos/../a", "photos/a.jpg")) {
            buckets.client().putObject(request -> request.bucket(bucket).key(key), RequestBody.empty());
        }
        try (var listed = new S3Storage(buckets.client(), bucket, "photos/", MediaTypes::of).list("")) {
            assertThat(listed.map(ObjectStat::key)).containsExactly("a.jpg");
        }
    }

    @Test
    void theKeyIsMeasuredWithThePrefix() {
        var prefix = "p".repeat(1000) + "/";
        var storage = new S3Storage(buckets.client(), buckets.versioned(), prefix, MediaTypes::of);
        storage.put("k".repeat(23), new byte[1]);
        assertThat(storage.exists("k".repeat(23))).isTrue();
        assertThatExceptionOfType(InvalidKey.class)
                .isThrownBy(() -> storage.put("k".repeat(24), new byte[1]))
                .withMessageContaining("1025");
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        var storage = buckets.storage("never-was");
        for (var call : List.<Runnable>of(
                () -> storage.read("a"),
                () -> storage.put("a", new byte[1]),
                () -> storage.list("").forEach(_ -> {}))) {
            assertThatExceptionOfType(StorageDenied.class)
                    .isThrownBy(call::run)
                    .withMessageContaining("never-was")
                    .withMessageContaining("create the bucket");
        }
    }

    @Test
    void aServerThatDoesNotAnswerIsUnavailable() {
        withDefaultSettings(URI.create("http://127.0.0.1:1"), provider -> {
            var storage = provider.open(URI.create("s3://bucket"), SETTINGS);
            for (var call : List.<Runnable>of(
                    () -> storage.read("a"),
                    () -> storage.stat("a"),
                    () -> storage.put("a", new byte[1]),
                    () -> storage.list("").forEach(_ -> {}),
                    () -> storage.delete("a"))) {
                assertThatExceptionOfType(StorageUnavailable.class)
                        .isThrownBy(call::run)
                        .withMessageContaining("in s3://bucket/");
            }
        });
    }

    /// More streams than a client has connections; what is left of them is not read.
    @Test
    void streamsThatAreClosedEarlyGiveTheirConnectionsBack() throws IOException {
        var bucket = buckets.versioned();
        var storage = new Buckets(clients.client(S3Client.builder().forcePathStyle(true))).storage(bucket);
        storage.put("a", new byte[1 << 20]);
        for (int stream = 0; stream < 150; stream++) {
            try (var bytes = storage.read("a")) {
                assertThat(bytes.read()).isZero();
            }
        }
    }
}
