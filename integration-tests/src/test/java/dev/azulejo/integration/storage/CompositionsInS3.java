package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.s3.S3Storage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

/// Results as deliver makes them, of strips that no part of S3 was made for, on the server of a subclass.
abstract class CompositionsInS3 {
    private static final int MIB = 1 << 20;

    private final Random random = new Random(5);
    private final Faults faults = new Faults();
    private Buckets buckets;
    private String workBucket;
    private String outbox;
    private S3Storage work;
    private S3Storage target;

    @BeforeEach
    void connect(AwsClients clients) {
        buckets = new Buckets(clients.client(S3Client.builder()
                .forcePathStyle(true)
                .overrideConfiguration(all -> all.addExecutionInterceptor(faults))));
        workBucket = buckets.versioned();
        outbox = buckets.versioned();
        work = buckets.storage(workBucket);
        target = new S3Storage(buckets.client(), outbox, "results of/ana/", MediaTypes::of);
    }

    @AfterEach
    void leavesNoUploadBehind() {
        assertThat(buckets.uploads(workBucket)).isEmpty();
        assertThat(buckets.uploads(outbox)).isEmpty();
    }

    private boolean compose(List<Part> parts, Precondition precondition) {
        return work.compose(parts, target, "a.png", Map.of("job", "j-42"), precondition);
    }

    private byte[] result() throws IOException {
        try (var stream = target.read("a.png")) {
            return stream.readAllBytes();
        }
    }

    private byte[] put(String key, int bytes) {
        var content = new byte[bytes];
        random.nextBytes(content);
        work.put(key, content);
        return content;
    }

    /// The ETag of an upload ends in the number of its parts.
    private void assertThatPartsAre(int count) {
        assertThat(target.stat("a.png").orElseThrow().etag()).endsWith("-%d\"".formatted(count));
    }

    @Test
    void anAllWhiteImageIsJoined() throws IOException {
        var header = put("strips/header", 91);
        var strip = put("strips/white", 50_000);
        var parts = new ArrayList<Part>();
        parts.add(new Part("strips/header", 0, 91));
        parts.addAll(Collections.nCopies(400, new Part("strips/white", 0, 50_000)));
        assertThat(compose(parts, Precondition.ABSENT)).isTrue();
        assertThatPartsAre(3);
        var expected = new ByteArrayOutputStream();
        expected.writeBytes(header);
        IntStream.range(0, 400).forEach(_ -> expected.writeBytes(strip));
        assertThat(result()).isEqualTo(expected.toByteArray());
        assertThat(target.stat("a.png").orElseThrow().metadata()).isEqualTo(Map.of("job", "j-42"));
        assertThat(buckets.client()
                        .headObject(request -> request.bucket(outbox).key("results of/ana/a.png"))
                        .contentType())
                .isEqualTo("image/png");
    }

    @Test
    void oneTinyStripIsOnePlainObject() throws IOException {
        var strip = put("strips/0", 7);
        assertThat(compose(List.of(new Part("strips/0", 0, 7)), Precondition.ABSENT))
                .isTrue();
        assertThat(compose(List.of(new Part("strips/0", 0, 7)), Precondition.ABSENT))
                .isFalse();
        assertThat(result()).isEqualTo(strip);
        assertThat(target.stat("a.png").orElseThrow().etag()).doesNotContain("-");
    }

    @Test
    void threeThousandStripsAreJoinedAndListedInTheirOrder() throws Exception {
        var expected = new ByteArrayOutputStream();
        var parts = new ArrayList<Part>();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (int index = 0; index < 3_000; index++) {
                var key = "strips/%04d".formatted(index);
                var content = new byte[random.nextInt(5_000)];
                random.nextBytes(content);
                expected.writeBytes(content);
                parts.add(new Part(key, 0, content.length));
                threads.execute(() -> work.put(key, content));
            }
        }
        try (var listed = work.list("strips/")) {
            assertThat(listed.map(ObjectStat::key).toList())
                    .isEqualTo(parts.stream().map(Part::key).toList());
        }
        assertThat(compose(parts, Precondition.ABSENT)).isTrue();
        assertThat(result()).isEqualTo(expected.toByteArray());
    }

    @Test
    void longStripsAreCopiedAndShortOnesJoinedBetweenThem() throws IOException {
        var expected = new ByteArrayOutputStream();
        var parts = new ArrayList<Part>();
        for (int bytes : new int[] {100, 12 * MIB, 5 * MIB, 5 * MIB + 1, 0, 3, 5 * MIB - 1, 6 * MIB, 1, 1}) {
            var key = "strips/año %2B+/🎨-" + parts.size();
            expected.writeBytes(put(key, bytes));
            parts.add(new Part(key, 0, bytes));
        }
        var last = put("strips/part of", 9 * MIB);
        parts.add(new Part("strips/part of", 7, 8 * MIB));
        expected.writeBytes(Arrays.copyOfRange(last, 7, 8 * MIB + 7));
        assertThat(compose(parts, Precondition.ABSENT)).isTrue();
        assertThat(result()).isEqualTo(expected.toByteArray());
        // header with head | rest of 12 | 5 | 5 and 1 byte | short ones | 6 | two bytes with head | rest of 8, joined
        assertThatPartsAre(7);
    }

    @Test
    void aCompositionWhoseAnswerWasLostIsNotToldAsARefusal() {
        put("strips/0", 6 * MIB);
        faults.loseAnswer(CompleteMultipartUploadRequest.class);
        assertThat(compose(List.of(new Part("strips/0", 0, 6 * MIB)), Precondition.ABSENT))
                .isTrue();
        assertThat(compose(List.of(new Part("strips/0", 0, 6 * MIB)), Precondition.ABSENT))
                .isFalse();
    }

    @Test
    void aStripThatGoesMeanwhileIsNamedAndTheUploadAborted() {
        put("strips/0", 6 * MIB);
        put("strips/1", 10);
        put("strips/2", 6 * MIB);
        var parts = List.of(
                new Part("strips/0", 0, 6 * MIB), new Part("strips/1", 0, 10), new Part("strips/2", 0, 6 * MIB));
        faults.before(CreateMultipartUploadRequest.class, () -> work.delete("strips/1"));
        assertThatExceptionOfType(NoSuchObject.class)
                .isThrownBy(() -> compose(parts, Precondition.NONE))
                .withMessageContaining("strips/1");
        assertThat(target.exists("a.png")).isFalse();
    }

    @Test
    void aStripThatIsReplacedMeanwhileIsNoticed() {
        put("strips/0", 6 * MIB);
        put("strips/1", 12 * MIB);
        var parts = List.of(new Part("strips/0", 0, 6 * MIB), new Part("strips/1", 0, 12 * MIB));
        faults.before(CreateMultipartUploadRequest.class, () -> put("strips/1", 12 * MIB));
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> compose(parts, Precondition.NONE))
                .withMessageContaining("strips/1")
                .withMessageContaining("replaced");
        assertThat(target.exists("a.png")).isFalse();
    }

    @Test
    void aPartThatEndsTooEarlyAbortsTheUpload() {
        put("strips/0", 6 * MIB);
        put("strips/1", 10);
        var parts = List.of(new Part("strips/0", 0, 6 * MIB), new Part("strips/1", 0, 11));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> compose(parts, Precondition.NONE));
        assertThat(target.exists("a.png")).isFalse();
    }

    @Test
    void whoIsSecondLeavesWhatIsThere() throws IOException {
        var strip = put("strips/0", 6 * MIB);
        put("strips/1", 7 * MIB);
        assertThat(compose(List.of(new Part("strips/0", 0, 6 * MIB)), Precondition.ABSENT))
                .isTrue();
        assertThat(compose(List.of(new Part("strips/1", 0, 7 * MIB)), Precondition.ABSENT))
                .isFalse();
        assertThat(result()).isEqualTo(strip);
    }

    /// As MinIO does. What is wrong with the copy itself stays wrong without a checksum.
    @Test
    void whereNothingIsCopiedIntoAnUploadWithChecksumsTheResultIsMadeWithoutThem() throws IOException {
        var strip = put("strips/0", 6 * MIB);
        faults.refuse(UploadPartCopyRequest.class, 400, "InvalidArgument");
        assertThat(compose(List.of(new Part("strips/0", 0, 6 * MIB)), Precondition.ABSENT))
                .isTrue();
        assertThat(result()).isEqualTo(strip);
        faults.refuse(UploadPartCopyRequest.class, 400, "InvalidArgument");
        faults.refuse(UploadPartCopyRequest.class, 400, "InvalidArgument");
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> compose(List.of(new Part("strips/0", 0, 6 * MIB)), Precondition.NONE))
                .withMessageContaining("strips/0");
    }
}
