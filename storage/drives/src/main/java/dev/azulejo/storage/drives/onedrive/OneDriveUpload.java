package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveRequest;
import dev.azulejo.storage.drives.Upload;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An upload to OneDrive. Up to [OneDriveService#chunkBytes] bytes are sent in one request, whose answer
/// says whether the precondition held. More get an upload session with the first chunk: one that fails if
/// the name is taken at the end, if it was free at the start, else one that replaces. For one thread.
final class OneDriveUpload implements Upload {
    private static final byte[] NOTHING = {};
    private static final Pattern TOKEN = Pattern.compile("(\\d{1,18})(?: (fail|replace) (\\S+))?");

    private final Graph graph;
    private final OneDrivePlace place;
    private final OneDriveService service;
    private final String path;
    private final long total;
    private final StoredFile stored;
    private byte[] held = NOTHING; // a chunk that is the last, and waits for the precondition
    private @Nullable UploadSession session;

    OneDriveUpload(Graph graph, OneDrivePlace place, OneDriveService service, String path, long total) {
        this.graph = graph;
        this.place = place;
        this.service = service;
        this.path = path;
        this.total = total;
        this.stored = new StoredFile(graph, service, path, total);
    }

    static OneDriveUpload resume(Graph graph, OneDrivePlace place, OneDriveService service, String path, String token) {
        var parts = TOKEN.matcher(token);
        if (!parts.matches()) {
            throw new NoSuchObject("the token of the upload of %s is none".formatted(path), null);
        }
        var upload = new OneDriveUpload(graph, place, service, path, Long.parseLong(parts.group(1)));
        if (parts.group(2) != null) {
            upload.session = UploadSession.known(graph, path, upload.total, parts.group(2), parts.group(3));
        }
        return upload;
    }

    @Override
    public long offset() {
        return (session == null ? 0 : session.offset()) + held.length;
    }

    @Override
    public String token() {
        return session == null ? Long.toString(total) : "%d %s".formatted(total, session.token());
    }

    @Override
    public void append(byte[] chunk) {
        if (held.length > 0 || offset() + chunk.length > total) {
            throw new IllegalStateException("%s was to have %d bytes".formatted(path, total));
        }
        if (offset() + chunk.length == total) {
            held = chunk.clone();
            return;
        }
        if (session == null) {
            boolean isFree = graph.find(place.address(path, "")).isEmpty();
            session = UploadSession.begun(
                            graph, place, path, total, isFree ? UploadSession.FAIL : UploadSession.REPLACE)
                    .orElseThrow(() -> new NoSuchObject("%s came into being meanwhile".formatted(path), null));
        }
        session.append(chunk);
    }

    @Override
    public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
        var bytes = joined(held, last);
        if (offset() + last.length != total) {
            throw new IllegalStateException(
                    "%s was to have %d bytes, and has %d".formatted(path, total, offset() + last.length));
        }
        held = NOTHING;
        if (session != null) {
            return finished(session, bytes, hash, precondition);
        }
        return switch (precondition) {
            case Precondition.None() -> put(bytes, UploadSession.REPLACE, hash);
            case Precondition.Absent() -> put(bytes, UploadSession.FAIL, hash);
            case Precondition.Matches(String etag) -> replace(bytes, hash, etag);
        };
    }

    private static byte[] joined(byte[] first, byte[] last) {
        if (first.length == 0) {
            return last;
        }
        var bytes = Arrays.copyOf(first, first.length + last.length);
        System.arraycopy(last, 0, bytes, first.length, last.length);
        return bytes;
    }

    private Optional<DriveFile> put(byte[] bytes, String conflict, String hash) {
        var address = place.address(path, "/content?@microsoft.graph.conflictBehavior=" + conflict);
        var answer = graph.ask(DriveRequest.of("PUT", address)
                .with("Content-Type", "application/octet-stream")
                .withBody(bytes));
        if (answer.isFine()) {
            return Optional.of(stored.checked(GraphItem.of(answer.json()), hash));
        }
        if (answer.status() == GraphAnswer.CONFLICT && conflict.equals(UploadSession.FAIL)) {
            return answer.isAfterLostAnswer() ? stored.ours(hash) : Optional.empty();
        }
        throw stored.refused(answer);
    }

    /// Replaces a version by an upload session: preconditions are documented for sessions, not for a single
    /// request; without bytes there is no session.
    private Optional<DriveFile> replace(byte[] bytes, String hash, String etag) {
        var replaced = current(etag);
        if (replaced.isEmpty()) {
            return Optional.empty();
        }
        if (bytes.length == 0) {
            return put(bytes, UploadSession.REPLACE, hash);
        }
        var begun =
                UploadSession.matching(graph, place, path, total, replaced.get().tag());
        return begun.flatMap(fresh -> sent(fresh, bytes, hash, new Precondition.Matches(etag)));
    }

    private Optional<GraphItem> current(String etag) {
        return graph.find(place.address(path, ""))
                .filter(item -> item.isFile() && place.isExactly(item, path))
                .filter(item -> item.revision().equals(etag));
    }

    private Optional<DriveFile> finished(UploadSession begun, byte[] bytes, String hash, Precondition precondition) {
        boolean isHeld = switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() ->
                begun.isFailing() || service.find(path).isEmpty();
            case Precondition.Matches(String etag) -> current(etag).isPresent();
        };
        if (!isHeld) {
            begun.end();
            return Optional.empty();
        }
        return sent(begun, bytes, hash, precondition);
    }

    private Optional<DriveFile> sent(UploadSession begun, byte[] bytes, String hash, Precondition precondition) {
        return switch (begun.finish(bytes)) {
            case UploadSession.Made(GraphItem item) -> Optional.of(stored.checked(item, hash));
            case UploadSession.Gone(boolean isAfterLostAnswer) -> {
                var ours = isAfterLostAnswer ? stored.ours(hash) : Optional.<DriveFile>empty();
                if (ours.isEmpty()) {
                    throw UploadSession.forgotten(path);
                }
                yield ours;
            }
            case UploadSession.Taken(boolean isAfterLostAnswer) -> {
                begun.end();
                var ours = isAfterLostAnswer ? stored.ours(hash) : Optional.<DriveFile>empty();
                if (ours.isEmpty() && precondition instanceof Precondition.None) {
                    throw new NoSuchObject("%s came into being meanwhile".formatted(path), null);
                }
                yield ours;
            }
        };
    }

    @Override
    public void abort() {
        held = NOTHING;
        if (session != null) {
            session.end();
        }
    }
}
