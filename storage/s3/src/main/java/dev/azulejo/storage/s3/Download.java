package dev.azulejo.storage.s3;

import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.ReopenedStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// An object's bytes, or a range of them. One answer is one object: it does not change when another
/// replaces it. If it breaks off, the rest is asked for, of an object with the same ETag. For one thread.
final class Download implements ReopenedStream.Origin {
    private static final Persistence PERSISTENCE =
            new Persistence(6, Duration.ofMillis(100), Duration.ofSeconds(10), Persistence::sleep);
    private static final long UNKNOWN = -1;

    private final Reading reading;
    private final String key;
    private final @Nullable String version;
    private final long offset;
    private final GetObjectResponse said;

    private Download(Reading reading, String key, @Nullable String version, long offset, GetObjectResponse said) {
        this.reading = reading;
        this.key = key;
        this.version = version;
        this.offset = offset;
        this.said = said;
    }

    /// @param version requested; the current one if null
    /// @param offset of the first byte within the object
    static InputStream of(
            Reading reading,
            String key,
            @Nullable String version,
            long offset,
            ResponseInputStream<GetObjectResponse> answer) {
        return new ReopenedStream(
                new Download(reading, key, version, offset, answer.response()),
                new Again(reading.at(key), PERSISTENCE),
                new DownloadStream(reading.at(key), answer));
    }

    @Override
    public String name() {
        return reading.at(key);
    }

    @Override
    public long bytes() {
        return said.contentLength() == null ? UNKNOWN : said.contentLength();
    }

    @Override
    public InputStream open(long from) throws IOException {
        if (bytes() == UNKNOWN || said.eTag() == null) {
            throw new StorageUnavailable(
                    "could not read on: the server does not say what %s is".formatted(name()), null);
        }
        try {
            var rest = new Part(key, offset + from, bytes() - from);
            return new DownloadStream(name(), reading.answer(rest, version, said.eTag()));
        } catch (NoSuchObject e) {
            throw new StorageUnavailable("%s was removed while it was read".formatted(name()), e);
        }
    }
}
