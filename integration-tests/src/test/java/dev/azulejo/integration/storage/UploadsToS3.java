package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.s3.S3Storage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// Uploads that others, the wire or death come in between of, on the server of a subclass.
abstract class UploadsToS3 {
    private static final int SMALL = 1000;
    private static final int LARGE = 17 << 20; // three parts
    private static final int PART = 8 << 20;

    private final Faults faults = new Faults();
    private final SentRequests sent = new SentRequests();
    private Buckets buckets;
    private String bucket;
    private S3Storage storage;

    @BeforeEach
    void connect(AwsClients clients) {
        buckets = new Buckets(clients.s3());
        bucket = buckets.versioned();
        storage = new Buckets(clients.client(S3Client.builder()
                        .forcePathStyle(true)
                        .overrideConfiguration(
                                all -> all.addExecutionInterceptor(faults).addExecutionInterceptor(sent))))
                .storage(bucket);
    }

    @AfterEach
    void leavesNoUploadBehind() {
        assertThat(buckets.uploads(bucket)).isEmpty();
    }

    private boolean write(int bytes, int content, Precondition precondition) {
        try (var pending = storage.write("a", Map.of("job", "1"))) {
            fill(pending, bytes, content);
            return pending.commit(precondition);
        }
    }

    private static void fill(OutputStream pending, int bytes, int content) {
        var block = new byte[bytes];
        Arrays.fill(block, (byte) content);
        try {
            pending.write(block);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte content() {
        return storage.readRange("a", 0, 1)[0];
    }

    private void putByAnother(int content) {
        buckets.client()
                .putObject(
                        request -> request.bucket(bucket).key("a"), RequestBody.fromBytes(new byte[] {(byte) content}));
    }

    private String startUploadAndDie(String key) {
        var id = buckets.client()
                .createMultipartUpload(request -> request.bucket(bucket).key(key))
                .uploadId();
        buckets.client()
                .uploadPart(
                        request -> request.bucket(bucket).key(key).uploadId(id).partNumber(1),
                        RequestBody.fromBytes(new byte[10]));
        return id;
    }

    private void abortAll() {
        buckets.uploads(bucket)
                .forEach(upload -> buckets.client()
                        .abortMultipartUpload(request ->
                                request.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    }

    static Stream<Precondition> preconditions() {
        return Stream.of(Precondition.NONE, Precondition.ABSENT, new Precondition.Matches("what lies there"));
    }

    /// What the test wants, once something lies there.
    private Precondition prepared(Precondition precondition) {
        if (!(precondition instanceof Precondition.Matches)) {
            return precondition;
        }
        putByAnother(9);
        return new Precondition.Matches(storage.stat("a").orElseThrow().etag());
    }

    @ParameterizedTest
    @MethodSource("preconditions")
    void aWriteWhoseAnswerWasLostIsNotToldAsARefusal(Precondition precondition) {
        var prepared = prepared(precondition);
        faults.loseAnswer(PutObjectRequest.class);
        assertThat(write(SMALL, 1, prepared)).isTrue();
        assertThat(content()).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @MethodSource("preconditions")
    void aCompletionWhoseAnswerWasLostIsNotToldAsARefusal(Precondition precondition) {
        var prepared = prepared(precondition);
        faults.loseAnswer(CompleteMultipartUploadRequest.class);
        assertThat(write(LARGE, 1, prepared)).isTrue();
        assertThat(storage.stat("a").orElseThrow().bytes()).isEqualTo(LARGE);
        assertThat(content()).isEqualTo((byte) 1);
    }

    /// Equal bytes give equal ETags, so these do not tell whose they are.
    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void whoComesSecondWithTheSameBytesIsRefused(int bytes) {
        assertThat(write(bytes, 1, Precondition.ABSENT)).isTrue();
        assertThat(write(bytes, 1, Precondition.ABSENT)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aConflictIsTriedAgain(int bytes) {
        var kind = bytes == SMALL ? PutObjectRequest.class : CompleteMultipartUploadRequest.class;
        faults.refuse(kind, 409, "ConditionalRequestConflict");
        faults.refuse(kind, 409, "ConditionalRequestConflict");
        assertThat(write(bytes, 1, Precondition.ABSENT)).isTrue();
        assertThat(content()).isEqualTo((byte) 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void aConflictWithAWriteThatWonIsARefusal(int bytes) {
        var kind = bytes == SMALL ? PutObjectRequest.class : CompleteMultipartUploadRequest.class;
        faults.before(kind, () -> {
            putByAnother(2);
            throw Faults.refusal(409, "ConditionalRequestConflict");
        });
        for (int conflict = 0; conflict < 50; conflict++) {
            faults.refuse(kind, 409, "ConditionalRequestConflict"); // not asked for: what lies there tells
        }
        assertThat(write(bytes, 1, Precondition.ABSENT)).isFalse();
        assertThat(content()).isEqualTo((byte) 2);
    }

    @Test
    void aConflictThatDoesNotEndIsNoAnswer() {
        for (int conflict = 0; conflict < 50; conflict++) {
            faults.refuse(PutObjectRequest.class, 409, "ConditionalRequestConflict");
        }
        assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> write(SMALL, 1, Precondition.ABSENT));
        assertThat(storage.exists("a")).isFalse();
    }

    @Test
    void whatAKilledWriterLeftGoesWithTheNextWrite() {
        startUploadAndDie("a");
        startUploadAndDie("a");
        startUploadAndDie("a/b");
        startUploadAndDie("ab");
        assertThat(write(LARGE, 1, Precondition.ABSENT)).isTrue();
        assertThat(buckets.uploads(bucket)).extracting(upload -> upload.key()).containsExactly("a/b", "ab");
        abortAll();
    }

    @Test
    void twoWritersOfOneProcessLeaveEachOtherAlone() {
        try (var first = storage.write("a", Map.of());
                var second = storage.write("a", Map.of())) {
            fill(first, LARGE, 1);
            fill(second, LARGE, 2);
            second.commit();
            assertThat(content()).isEqualTo((byte) 2);
            first.commit();
        }
        assertThat(content()).isEqualTo((byte) 1);
    }

    /// As another process does, which takes ours for one that was killed.
    private boolean writeWhileAnotherSweeps(Precondition precondition, int before, int content) {
        try (var pending = storage.write("a", Map.of())) {
            fill(pending, before, 1);
            putByAnother(content);
            abortAll();
            fill(pending, LARGE, 1);
            return pending.commit(precondition);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9 << 20, LARGE})
    void whoLosesItsUploadToAWriterThatWonHearsWhatIsTrue(int before) {
        assertThat(writeWhileAnotherSweeps(Precondition.ABSENT, before, 2)).isFalse();
        assertThat(content()).isEqualTo((byte) 2);
        var seen = new Precondition.Matches(storage.stat("a").orElseThrow().etag());
        assertThat(writeWhileAnotherSweeps(seen, before, 3)).isFalse();
        assertThat(content()).isEqualTo((byte) 3);
        assertThat(writeWhileAnotherSweeps(Precondition.NONE, before, 4)).isTrue(); // ours came first
        assertThat(content()).isEqualTo((byte) 4);
    }

    @ParameterizedTest
    @MethodSource("preconditions")
    void anUploadThatSomebodyAbortedForNothingIsNoSuccess(Precondition precondition) {
        var prepared = prepared(precondition);
        try (var pending = storage.write("a", Map.of())) {
            fill(pending, LARGE, 1);
            abortAll();
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> pending.commit(prepared))
                    .withMessageContaining("aborted");
        }
        assertThat(storage.exists("a")).isEqualTo(precondition instanceof Precondition.Matches);
    }

    @Test
    void anUploadThatFailsIsAbortedAndTakesNoMoreBytes() throws IOException {
        faults.refuse(UploadPartRequest.class, 403, "AccessDenied");
        var pending = storage.write("a", Map.of());
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> fill(pending, LARGE, 1))
                .withMessageContaining("part 1 of 8388608 bytes to a in s3://" + bucket);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> pending.write(1));
        assertThat(storage.exists("a")).isFalse();
    }

    private int partsSent() {
        return sent.of(UploadPartRequest.class).size();
    }

    /// The last part has arrived too, and may be sent once more, but nothing else.
    @ParameterizedTest
    @ValueSource(ints = {16 << 20, LARGE})
    void aCompletionThatFailedIsGoneOnWith(int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        faults.refuse(CompleteMultipartUploadRequest.class, 403, "AccessDenied");
        String token;
        try (var first = storage.begin("a", bytes, Map.of("job", "1"))) {
            write(first, content, 0);
            token = first.token();
            assertThatExceptionOfType(StorageDenied.class).isThrownBy(first::commit);
        }
        int parts = partsSent();
        assertThat(buckets.uploads(bucket)).hasSize(1);
        try (var second = storage.resume(token)) {
            assertThat(second.position()).isEqualTo(second.held()).isEqualTo((bytes - 1L) / PART * PART);
            write(second, content, (int) second.position());
            assertThat(second.commit(Precondition.ABSENT)).isTrue();
        }
        assertThat(partsSent()).isEqualTo(parts + 1);
        assertThat(storage.readAll("a")).isEqualTo(content);
    }

    /// It is a killed writer's, as far as anybody can tell.
    @Test
    void anUploadToBeGoneOnWithGoesWithTheNextWriteOfTheKey() {
        String token;
        try (var first = storage.begin("a", LARGE, Map.of())) {
            fill(first, LARGE - 1, 1);
            token = first.token();
        }
        assertThat(write(LARGE, 2, Precondition.ABSENT)).isTrue();
        assertThatExceptionOfType(NoSuchObject.class).isThrownBy(() -> storage.resume(token));
    }

    /// The answer of the part that is on its way is lost, and so is the process.
    @Test
    void aPartWhoseAnswerWasNeverHeardOfNeedNotBeSentAgain() {
        var content = new byte[LARGE];
        new Random(LARGE).nextBytes(content);
        String token;
        try (var first = storage.begin("a", LARGE, Map.of())) {
            first.write(content, 0, PART + 1);
            token = first.token();
            for (int attempt = 0; attempt < 9; attempt++) {
                faults.loseAnswer(UploadPartRequest.class);
            }
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> first.write(content, PART + 1, PART));
            assertThat(first.held()).isEqualTo(PART);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (var second = storage.resume(token)) {
            assertThat(second.held()).isEqualTo(2 * PART);
            second.abandon();
        }
    }

    private static void write(OutputStream pending, byte[] content, int from) {
        try {
            pending.write(content, from, content.length - from);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anInterruptedWriterAbortsItsUpload() {
        try (var pending = storage.write("a", Map.of())) {
            fill(pending, LARGE, 1);
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> pending.commit(Precondition.NONE))
                    .withMessageContaining("interrupted");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(storage.exists("a")).isFalse();
    }
}
