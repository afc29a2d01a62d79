package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.integration.storage.SentRequests.Sent;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.s3.S3Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/// What goes to S3 is what AWS documents of uploads with checksums (docs/s3.md sets them side by side). LocalStack
/// takes much that S3 refuses, so the requests are looked at, not the answers.
@OnLocalStack
class S3ChecksumIT {
    private static final int MIB = 1 << 20;
    private static final String XML_START = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>");

    private final SentRequests sent = new SentRequests();
    private AwsClients clients;
    private Buckets buckets;
    private S3Storage storage;

    @BeforeEach
    void connect(AwsClients clients) {
        this.clients = clients;
        buckets = new Buckets(client(RequestChecksumCalculation.WHEN_SUPPORTED));
        storage = buckets.storage(buckets.versioned());
    }

    private S3Client client(RequestChecksumCalculation checksums) {
        return clients.client(S3Client.builder()
                .forcePathStyle(true)
                .requestChecksumCalculation(checksums)
                .overrideConfiguration(all -> all.addExecutionInterceptor(sent)));
    }

    private static byte[] random(int bytes) {
        var content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }

    private static void write(S3Storage storage, byte[] bytes) throws IOException {
        try (var object = storage.write("a", Map.of())) {
            object.write(bytes);
            object.commit(Precondition.ABSENT);
        }
    }

    private static String crc32(byte[] bytes, int from, int length) {
        var crc = new CRC32();
        crc.update(bytes, from, length);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc.getValue())
                        .array());
    }

    private Sent completion() {
        return sent.of(CompleteMultipartUploadRequest.class).getLast();
    }

    /// As the last completion lists them, but for their ETags.
    private List<String> completedParts() {
        return PART.matcher(completion().text())
                .results()
                .map(part -> part.group(1).replaceFirst("<ETag>&quot;[0-9a-f]{32}&quot;</ETag>", "ETag "))
                .toList();
    }

    private static String part(int number, String crc32) {
        return "ETag <ChecksumCRC32>%s</ChecksumCRC32><PartNumber>%d</PartNumber>".formatted(crc32, number);
    }

    private Map<String, String> creation() {
        return sent.of(CreateMultipartUploadRequest.class).getLast().s3Headers();
    }

    @Test
    void anUploadNamesItsChecksumAndListsThatOfEachPart() throws IOException {
        var bytes = random(17 * MIB);
        write(storage, bytes);
        var checksums = List.of(crc32(bytes, 0, 8 * MIB), crc32(bytes, 8 * MIB, 8 * MIB), crc32(bytes, 16 * MIB, MIB));
        assertThat(creation())
                .containsExactly(entry("x-amz-checksum-algorithm", "CRC32"), entry("x-amz-checksum-type", "COMPOSITE"));
        assertThat(sent.of(UploadPartRequest.class))
                .extracting(request -> request.s3Headers().get("x-amz-checksum-crc32"))
                .isEqualTo(checksums);
        assertThat(sent.of(UploadPartRequest.class))
                .allSatisfy(request -> assertThat(request.s3Headers().keySet())
                        .containsExactly(
                                "x-amz-checksum-crc32",
                                "x-amz-decoded-content-length",
                                "x-amz-sdk-checksum-algorithm",
                                "x-amz-trailer"));
        assertThat(completedParts())
                .containsExactly(part(1, checksums.get(0)), part(2, checksums.get(1)), part(3, checksums.get(2)));
        assertThat(completion().s3Headers()).containsExactly(entry("if-none-match", "*"));
        assertThat(Files.readString(Checkout.ROOT.resolve("docs/s3.md")).replaceAll("\\n *", ""))
                .contains(completion().text().substring(XML_START.length()));
    }

    /// S3 answers a copy with the checksum of the range, whether its source has one of another kind, or of another
    /// range.
    @Test
    void aCompositionListsTheChecksumsOfPartsThatS3Copied() throws IOException {
        var bytes = random(17 * MIB);
        write(storage, bytes);
        storage.put("short", Arrays.copyOf(bytes, 100));
        storage.put("whole", bytes);
        compose();
        var head = new byte[5 * MIB];
        System.arraycopy(bytes, 0, head, 0, 100);
        System.arraycopy(bytes, 7, head, 100, 5 * MIB - 100);
        int copiedFrom = 7 + 5 * MIB - 100;
        int copied = 11 * MIB - copiedFrom + 7;
        assertThat(creation())
                .containsExactly(entry("x-amz-checksum-algorithm", "CRC32"), entry("x-amz-checksum-type", "COMPOSITE"));
        assertThat(sent.of(UploadPartCopyRequest.class))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.s3Headers()).containsKey("x-amz-copy-source-if-match"));
        assertThat(completedParts())
                .containsExactly(
                        part(1, crc32(head, 0, head.length)),
                        part(2, crc32(bytes, copiedFrom, copied)),
                        part(3, crc32(bytes, 0, bytes.length)));
    }

    private void compose() {
        var parts = List.of(new Part("short", 0, 100), new Part("a", 7, 11 * MIB), new Part("whole", 0, 17 * MIB));
        assertThat(storage.compose(parts, storage, "composed", Map.of(), Precondition.ABSENT))
                .isTrue();
    }

    @Test
    void anObjectOfOneRequestCarriesItsChecksum() {
        var bytes = random(1000);
        storage.put("a", bytes);
        var request = sent.of(PutObjectRequest.class).getLast();
        assertThat(request.s3Headers()).containsEntry("x-amz-checksum-crc32", crc32(bytes, 0, bytes.length));
    }

    /// Servers that speak S3 may take checksums for content, or none of copies.
    @Test
    void withoutChecksumsNothingSpeaksOfThem() throws IOException {
        storage = new Buckets(client(RequestChecksumCalculation.WHEN_REQUIRED)).storage(buckets.versioned());
        write(storage, random(17 * MIB));
        storage.put("short", random(100));
        storage.put("whole", random(17 * MIB));
        compose();
        List<Class<? extends SdkRequest>> kinds = List.of(
                CreateMultipartUploadRequest.class,
                UploadPartRequest.class,
                UploadPartCopyRequest.class,
                CompleteMultipartUploadRequest.class,
                PutObjectRequest.class);
        for (var kind : kinds) {
            assertThat(sent.of(kind))
                    .isNotEmpty()
                    .flatExtracting(request -> request.s3Headers().keySet())
                    .noneMatch(name -> name.contains("checksum") || name.equals("x-amz-trailer"));
        }
        assertThat(completedParts())
                .containsExactly(
                        "ETag <PartNumber>1</PartNumber>",
                        "ETag <PartNumber>2</PartNumber>",
                        "ETag <PartNumber>3</PartNumber>");
    }
}
