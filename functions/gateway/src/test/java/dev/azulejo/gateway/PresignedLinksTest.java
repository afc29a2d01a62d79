package dev.azulejo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.api.port.Checksum;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.storage.StorageUri;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/// LocalStack takes a link whatever it signs; so what is signed is read here.
class PresignedLinksTest {
    private static final StaticCredentialsProvider NOBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final StorageUri CAT = new StorageUri(URI.create("s3://work-1/uploads/"), "ana/u1/cat é.png");

    private final PresignedLinks links = new PresignedLinks(
            S3Presigner.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(NOBODY)
                    .build(),
            new PartUploads(S3Client.builder()
                    .region(Region.EU_WEST_1)
                    .credentialsProvider(NOBODY)
                    .build()),
            Clock.fixed(NOW, ZoneOffset.UTC));

    /// "Signature calculations: Using query parameters" (S3 API Reference): a header that is signed cannot differ.
    @Test
    void aLinkToWriteTakesThatManyBytesAlone() {
        var parts = links.write(CAT, 1234, Optional.empty(), Optional.empty());
        assertThat(parts.urls()).hasSize(1);
        assertThat(URI.create(parts.urls().getFirst()).getRawQuery())
                .contains("X-Amz-SignedHeaders=content-length%3Bhost%3Bif-none-match", "X-Amz-Expires=3600");
        assertThat(parts.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(parts.ticket()).isNull();
        assertThat(parts.headers()).containsExactly(Map.entry("If-None-Match", "*")); // and writes once
        assertThat(links.write(CAT, 1235, Optional.empty(), Optional.empty()).urls())
                .isNotEqualTo(parts.urls());
    }

    /// A header that the caller has to send, so that S3 compares the bytes with it.
    @Test
    void aLinkToWriteTakesTheBytesOfOneChecksumAlone() {
        var checksum = new Checksum(Hash.of("abc".getBytes(StandardCharsets.US_ASCII)));
        var parts = links.write(CAT, 3, Optional.of(checksum), Optional.empty());
        assertThat(parts.headers())
                .containsEntry("x-amz-checksum-sha256", "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assertThat(URI.create(parts.urls().getFirst()).getRawQuery())
                .contains("X-Amz-SignedHeaders=content-length%3Bhost%3Bif-none-match%3Bx-amz-checksum-sha256");
    }

    @Test
    void aLinkLeadsToTheKeyWithThePrefixOfItsPlace() {
        var url = URI.create(links.read(CAT, "cat é.png").url());
        assertThat(url.getHost()).isEqualTo("work-1.s3.eu-west-1.amazonaws.com");
        assertThat(url.getPath()).isEqualTo("/uploads/ana/u1/cat é.png");
    }

    /// Or a page that somebody has uploaded as an image would run with the rights of the bucket's host.
    @Test
    void aBrowserSavesWhatItReadsUnderItsName() {
        assertThat(URI.create(links.read(CAT, "cat é.png").url()).getQuery())
                .contains(
                        "response-content-disposition=attachment; filename*=UTF-8''cat%20%C3%A9.png",
                        "response-content-type=image/png");
    }
}
