package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class ListingTest {
    /// A bucket of a few objects of one byte, those that end in a slash of none.
    private static final class FewObjects implements S3Client {
        private final List<String> asked = new ArrayList<>();
        private final List<String> keys;

        FewObjects(String... keys) {
            this.keys = List.of(keys);
        }

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            asked.add(request.prefix());
            var objects = keys.stream()
                    .filter(key -> key.startsWith(request.prefix()))
                    .map(key -> S3Object.builder()
                            .key(key)
                            .size(key.endsWith("/") ? 0L : 1L)
                            .eTag("1")
                            .lastModified(Instant.EPOCH))
                    .map(S3Object.Builder::build)
                    .toList();
            return ListObjectsV2Response.builder()
                    .contents(objects)
                    .isTruncated(false)
                    .build();
        }

        @Override
        public String serviceName() {
            return "s3";
        }

        @Override
        public void close() {}
    }

    /// MinIO takes a start of dots alone for a way out of the bucket.
    @ParameterizedTest
    @CsvSource({
        "in/., in/, ... ..a .a",
        "in/.., in/, ... ..a",
        "in/..., in/..., ...",
        "in/.a, in/.a, .a",
        "., '', ''",
        "in/, in/, ... ..a .a a"
    })
    void noServerIsAskedForAStartOfOneOrTwoDots(String start, String asked, String found) {
        var client = new FewObjects("in/...", "in/..a", "in/.a", "in/a");
        var keys = Listing.of(new Bucket(client, "bucket", "", key -> key), start, _ -> {})
                .map(ObjectStat::key);
        assertThat(keys.map(key -> key.substring("in/".length())).toList())
                .isEqualTo(Stream.of(found.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
        assertThat(client.asked).containsOnly(asked);
    }

    @Test
    void whatNoKeyCanNameIsTold() {
        var client = new FewObjects("in/", "in/a", "in/a//b", "in/b/", "in/c/../d", "in/e\\f", "in/g");
        var unnamed = new ArrayList<String>();
        try (var found = Listing.of(new Bucket(client, "bucket", "in/", key -> key), "", unnamed::add)) {
            assertThat(found.map(ObjectStat::key)).containsExactly("a", "g");
        }
        assertThat(unnamed).containsExactly("a//b", "c/../d", "e\\f");
    }
}
