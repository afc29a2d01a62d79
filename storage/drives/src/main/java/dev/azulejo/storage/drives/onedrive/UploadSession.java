package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveRequest;
import dev.azulejo.storage.drives.Upload;
import java.util.Optional;
import java.util.regex.Pattern;

/// An upload session of Graph. Its address contains the right to write to it, so no token is sent there.
/// For one thread.
final class UploadSession {
    static final String FAIL = "fail";
    static final String REPLACE = "replace";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,18})-.*");
    private static final int UNAUTHORIZED = 401; // what the address says when its right has ended
    private static final int ACCEPTED = 202;

    /// The result of sending the last bytes.
    sealed interface End {}

    record Made(GraphItem item) implements End {}

    /// The session is gone, perhaps because the file was made.
    record Gone(boolean isAfterLostAnswer) implements End {}

    /// The name is taken; after a lost answer the file there may be ours.
    record Taken(boolean isAfterLostAnswer) implements End {}

    private final Graph graph;
    private final String path;
    private final long total;
    private final String conflict;
    private final String address;
    private long offset;
    private boolean isLost; // an answer to the bytes on their way
    private Optional<End> ended = Optional.empty();

    private UploadSession(Graph graph, String path, long total, String conflict, String address) {
        this.graph = graph;
        this.path = path;
        this.total = total;
        this.conflict = conflict;
        this.address = address;
    }

    /// @return empty if there is another file, which `conflict` does not allow
    static Optional<UploadSession> begun(Graph graph, OneDrivePlace place, String path, long total, String conflict) {
        return begun(graph, place, path, total, conflict, "");
    }

    /// Begins a session that replaces a version.
    ///
    /// @return empty if it is another now
    static Optional<UploadSession> matching(Graph graph, OneDrivePlace place, String path, long total, String etag) {
        return begun(graph, place, path, total, REPLACE, etag);
    }

    private static Optional<UploadSession> begun(
            Graph graph, OneDrivePlace place, String path, long total, String conflict, String etag) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("item").put("@microsoft.graph.conflictBehavior", conflict);
        var request = DriveRequest.post(place.address(path, "/createUploadSession"), body.toString());
        var answer = graph.ask(etag.isEmpty() ? request : request.with("If-Match", etag));
        var address = answer.json().path("uploadUrl").asText("");
        if (answer.isFine() && !address.isEmpty()) {
            return Optional.of(new UploadSession(graph, path, total, conflict, address));
        }
        if (answer.status() == GraphAnswer.PRECONDITION) {
            return Optional.empty();
        }
        if (answer.status() == GraphAnswer.CONFLICT) {
            boolean isThere = graph.find(place.address(path, "")).isPresent();
            if (conflict.equals(FAIL) && isThere) {
                return Optional.empty();
            }
            throw new StorageUnavailable(
                    ("OneDrive takes one upload of %s at a time, and has one that began before; it may be ours, and the"
                                    + " answer was lost: it ends by itself")
                            .formatted(path),
                    null);
        }
        throw refused(answer, path);
    }

    private static StorageFailure refused(GraphAnswer answer, String path) {
        return answer.isBad()
                ? OneDriveNames.refused(path, "OneDrive does not take it: " + answer.message())
                : answer.failure("to upload " + path);
    }

    /// Continues a session that another process began.
    static UploadSession known(Graph graph, String path, long total, String conflict, String address) {
        var session = new UploadSession(graph, path, total, conflict, address);
        if (!session.isInStep()) {
            throw forgotten(path);
        }
        return session;
    }

    static NoSuchObject forgotten(String path) {
        return new NoSuchObject("OneDrive has forgotten the upload of %s".formatted(path), null);
    }

    /// Whether the session fails if the name is taken, instead of replacing.
    boolean isFailing() {
        return conflict.equals(FAIL);
    }

    long offset() {
        return offset;
    }

    String token() {
        return conflict + " " + address;
    }

    void append(byte[] chunk) {
        var end = send(chunk);
        if (end.isPresent()) {
            throw switch (end.get()) {
                case Gone _ -> forgotten(path);
                case Taken _ -> new NoSuchObject("%s came into being meanwhile".formatted(path), null);
                case Made _ ->
                    new StorageUnavailable(
                            "OneDrive takes %s for whole after %d of %d bytes".formatted(path, offset, total), null);
            };
        }
    }

    /// Sends the last bytes; none if another process has sent them and was told that the name is taken.
    End finish(byte[] bytes) {
        if (offset == total) {
            return isInStep() ? new Taken(true) : new Gone(true);
        }
        return send(bytes)
                .orElseThrow(() -> new StorageUnavailable(
                        "OneDrive has all %d bytes of %s, and makes no file of them".formatted(total, path), null));
    }

    /// @return empty when the service has all these bytes, and wants more
    private Optional<End> send(byte[] bytes) {
        long end = offset + bytes.length;
        isLost = false;
        ended = Optional.empty();
        Upload.send(path + " to OneDrive", bytes, this::offset, rest -> {
            ended = put(rest);
            return ended.isEmpty() && offset != end;
        });
        return ended;
    }

    private Optional<End> put(byte[] rest) {
        var answer = graph.ask(DriveRequest.of("PUT", address)
                .elsewhere()
                .with("Content-Range", "bytes %d-%d/%d".formatted(offset, offset + rest.length - 1, total))
                .with("Content-Type", "application/octet-stream")
                .withBody(rest));
        isLost |= answer.isAfterLostAnswer();
        return switch (answer.status()) {
            case 200, 201 -> Optional.of(new Made(GraphItem.of(answer.json())));
            case ACCEPTED -> {
                takeOffset(answer.json());
                yield Optional.empty();
            }
            case GraphAnswer.CONFLICT -> Optional.of(new Taken(isLost));
            case GraphAnswer.NOT_FOUND, GraphAnswer.GONE, UNAUTHORIZED -> Optional.of(new Gone(isLost));
            case GraphAnswer.RANGE -> isInStep() ? Optional.empty() : Optional.of(new Gone(isLost));
            default -> throw refused(answer, path);
        };
    }

    /// Asks for the session's offset.
    ///
    /// @return whether the session still exists
    private boolean isInStep() {
        var answer = graph.ask(DriveRequest.get(address).elsewhere());
        if (answer.isFine()) {
            takeOffset(answer.json());
            return true;
        }
        boolean isGone = answer.status() == GraphAnswer.NOT_FOUND
                || answer.status() == GraphAnswer.GONE
                || answer.status() == UNAUTHORIZED;
        if (!isGone) {
            throw answer.failure("to go on with the upload of " + path);
        }
        return false;
    }

    /// Reads the offset, the start of the first missing range; without one, the service has all bytes.
    private void takeOffset(JsonNode json) {
        var ranges = json.path("nextExpectedRanges");
        if (ranges.isEmpty()) {
            offset = total;
            return;
        }
        var first = RANGE.matcher(ranges.path(0).asText(""));
        if (!first.matches()) {
            throw new StorageUnavailable("OneDrive wants a range of %s that is none".formatted(path), null);
        }
        offset = Long.parseLong(first.group(1));
    }

    /// Ends the session; if that fails, it expires by itself.
    void end() {
        try {
            graph.ask(DriveRequest.of("DELETE", address).elsewhere());
        } catch (StorageUnavailable e) {
            // it is invisible and expires
        }
    }
}
