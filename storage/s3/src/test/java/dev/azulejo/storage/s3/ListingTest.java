package dev.azulejo.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

class ListingTest {
    /// A bucket of four objects.
    private static final class FourObjects implements S3Client {
        private final List<String> asked = new ArrayList<>();

        @Override
        public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
            asked.add(request.prefix());
            var objects = Stream.of("in/...", "in/..a", "in/.a", "in/a")
                    .filter(key -> key.startsWith(request.prefix()))
                    .map(key -> S3Object.builder().key(key).size(1L).eTag("1").lastModified(Instant.EPOCH))
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
        var client = new FourObjects();
        var keys =
                Listing.of(new Bucket(client, "bucket", "", key -> key), start).map(ObjectStat::key);
        assertThat(keys.map(key -> key.substring("in/".length())).toList())
                .isEqualTo(Stream.of(found.split(" "))
                        .filter(name -> !name.isEmpty())
                        .toList());
        assertThat(client.asked).containsOnly(asked);
    }
}
