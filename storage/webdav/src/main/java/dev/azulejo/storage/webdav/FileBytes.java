package dev.azulejo.storage.webdav;

import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.WebAnswer;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.ReopenedStream;
import dev.azulejo.storage.web.RunningHash;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The bytes of one state of a file. A file replaced meanwhile is a failure, and so are bytes with another
/// hash than those that were written. For one thread at a time.
final class FileBytes implements ReopenedStream.Origin {
    /// How often they may break off. The caller that opens them waits.
    private static final Persistence PERSISTENCE = Persistence.withoutPauses(6);

    private final DavClient client;
    private final Resource file;
    private final Optional<ObjectNote> note;
    private final RunningHash hash = new RunningHash();

    private FileBytes(DavClient client, Resource file, Optional<ObjectNote> note) {
        this.client = client;
        this.file = file;
        this.note = note;
    }

    /// @param file as it was found
    /// @return empty when it has changed since
    static Optional<InputStream> read(DavClient client, Resource file, Optional<ObjectNote> note) {
        try {
            return client.get(file.path(), headers(file, 0)).kept(answer -> {
                if (answer.status() != 200 || !isSame(file, answer)) {
                    answer.close();
                    return Optional.empty();
                }
                var bytes = new FileBytes(client, file, note);
                return Optional.of(new ReopenedStream(bytes, new Again(bytes.name(), PERSISTENCE), answer.body()));
            });
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Map<String, String> headers(Resource file, long from) {
        var headers = new HashMap<String, String>();
        file.strongEtag().ifPresent(etag -> {
            headers.put("If-Match", etag.text());
            if (from > 0) {
                headers.put("Range", "bytes=%d-".formatted(from));
            }
        });
        return headers;
    }

    /// Whether the file is unchanged, as far as the answer shows.
    private static boolean isSame(Resource file, WebAnswer answer) {
        var etag = answer.header("ETag").flatMap(Etag::parse).filter(Etag::isStrong);
        return etag.isEmpty() || file.strongEtag().isEmpty() || etag.equals(file.strongEtag());
    }

    @Override
    public String name() {
        return file.path().toString();
    }

    @Override
    public long bytes() {
        return file.bytes();
    }

    @Override
    public InputStream open(long from) throws IOException {
        return client.get(file.path(), headers(file, from)).kept(answer -> {
            boolean isPart = answer.status() == 206
                    && answer.header("Content-Range")
                            .filter(range -> range.startsWith("bytes %d-".formatted(from)))
                            .isPresent();
            if ((!isPart && answer.status() != 200) || !isSame(file, answer)) {
                throw replaced();
            }
            var body = answer.body();
            if (!isPart) {
                hash.requireAgain(body, this::replaced);
            }
            return body;
        });
    }

    private StorageUnavailable replaced() {
        return new StorageUnavailable("%s was replaced while it was read".formatted(file.path()), null);
    }

    @Override
    public void passed(byte[] target, int offset, int count) {
        hash.update(target, offset, count);
    }

    @Override
    public void end() {
        var found = hash.soFar();
        boolean isWritten = note.map(known -> known.sha256().equals(found)).orElse(true);
        // If the same other bytes come twice, another program has written them, and the note is an old one.
        if (!isWritten && !client.hash(file.path()).equals(Optional.of(found))) {
            throw new StorageUnavailable("%s has come damaged: read it again".formatted(file.path()), null);
        }
    }
}
