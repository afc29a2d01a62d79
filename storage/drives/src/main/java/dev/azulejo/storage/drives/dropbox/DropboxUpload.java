package dev.azulejo.storage.drives.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Precondition.Absent;
import dev.azulejo.storage.Precondition.Matches;
import dev.azulejo.storage.Precondition.None;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.Upload;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// An upload to Dropbox: in one request if it is one chunk, else in a session, which Dropbox keeps for
/// seven days and which cannot be ended before. Each request carries the hash of its bytes, so damaged ones
/// are not kept.
final class DropboxUpload implements Upload {
    private static final int ATTEMPTS = 8;
    private static final Pattern REVISION = Pattern.compile("[0-9a-f]{9,}");

    private final DropboxApi api;
    private final DropboxPlace place;
    private final String key;
    private String session;
    private long offset;
    private boolean isLost;

    /// @param session empty before the first chunk
    private DropboxUpload(DropboxApi api, DropboxPlace place, String key, String session, long offset) {
        this.api = api;
        this.place = place;
        this.key = key;
        this.session = session;
        this.offset = offset;
    }

    static DropboxUpload begun(DropboxApi api, DropboxPlace place, String key) {
        DropboxNames.check(key);
        place.requireExactFolders(key);
        return new DropboxUpload(api, place, key, "", 0);
    }

    static DropboxUpload resumed(DropboxApi api, DropboxPlace place, String key, String token) {
        int colon = token.lastIndexOf(' ');
        var upload = new DropboxUpload(
                api, place, key, token.substring(0, colon), Long.parseLong(token.substring(colon + 1)));
        upload.lookUp();
        return upload;
    }

    /// Asks for the offset, by sending no bytes.
    private void lookUp() {
        if (!session.isEmpty()) {
            var reply = appended(new byte[0]);
            var error = DropboxApi.error(reply);
            if (error.startsWith("incorrect_offset")) {
                offset = correct(reply, "error");
            } else if (!error.isEmpty()) {
                throw refused(reply);
            }
        }
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public String token() {
        return session + " " + offset;
    }

    @Override
    public void append(byte[] chunk) {
        long end = offset + chunk.length;
        Upload.send(key + " to Dropbox", chunk, this::offset, rest -> isMoreAfter(rest, end));
    }

    private boolean isMoreAfter(byte[] rest, long end) {
        var reply = session.isEmpty() ? started(rest) : appended(rest);
        var error = DropboxApi.error(reply);
        if (error.isEmpty()) {
            session = session.isEmpty() ? reply.json().path("session_id").asText() : session;
            offset += rest.length;
        } else if (error.startsWith("incorrect_offset")) {
            goOn(correct(reply, "error"), end);
        } else if (!error.startsWith("content_hash_mismatch")) {
            throw refused(reply);
        }
        return offset < end;
    }

    private DriveReply started(byte[] bytes) {
        return api.upload(
                "files/upload_session/start",
                DropboxApi.arguments().put("close", false).put("content_hash", DropboxHash.of(bytes)),
                bytes);
    }

    private DriveReply appended(byte[] bytes) {
        var arguments = DropboxApi.arguments().put("close", false).put("content_hash", DropboxHash.of(bytes));
        arguments.set("cursor", cursor());
        return api.upload("files/upload_session/append_v2", arguments, bytes);
    }

    private ObjectNode cursor() {
        return DropboxApi.arguments().put("session_id", session).put("offset", offset);
    }

    private static long correct(DriveReply reply, String... fields) {
        var error = reply.json();
        for (var field : fields) {
            error = error.path(field);
        }
        return error.path("correct_offset").asLong();
    }

    /// Moves to Dropbox's offset after a lost answer: it has more than it said, though never less.
    private void goOn(long correct, long end) {
        if (correct < offset || correct > end) {
            throw new NoSuchObject(
                    "Dropbox has %d bytes of %s, and not between %d and %d".formatted(correct, key, offset, end), null);
        }
        offset = correct;
    }

    private RuntimeException refused(DriveReply reply) {
        var error = DropboxApi.error(reply);
        return error.contains("not_found/") || error.contains("closed/")
                ? new NoSuchObject("Dropbox no longer knows the upload of %s".formatted(key), null)
                : DropboxApi.failure(key, reply);
    }

    @Override
    public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
        long end = offset + last.length;
        boolean isFree = precondition instanceof None;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var mode = mode(precondition);
            if (mode.isEmpty()) {
                return Optional.empty();
            }
            var rest = Upload.rest(last, (int) (last.length - (end - offset)));
            var reply = committed(mode.get(), !isFree, rest, hash);
            isLost |= reply.isAfterLostAnswer();
            var error = DropboxApi.error(reply);
            if (error.isEmpty()) {
                return Optional.of(sound(reply, hash));
            }
            if (error.startsWith("lookup_failed/incorrect_offset")) {
                goOn(correct(reply, "error", "lookup_failed"), end);
            } else if (error.startsWith("lookup_failed")) {
                return Optional.of(
                        ours(hash, file -> isLost || error.contains("closed/")).orElseThrow(() -> refused(reply)));
            } else if (error.startsWith("path/conflict/file/")) {
                if (!isFree) {
                    requireExactName();
                    return ours(hash, file -> isLost || precondition.equals(new Matches(file.revision())));
                }
            } else if (!error.startsWith("content_hash_mismatch")) {
                throw refused(reply);
            }
        }
        throw new StorageUnavailable("%s changes in Dropbox all the time, or arrives damaged".formatted(key), null);
    }

    /// The mode of a commit: never `overwrite`, because Dropbox would keep the name of a file in another
    /// case.
    private Optional<ObjectNode> mode(Precondition precondition) {
        return switch (precondition) {
            case None() -> Optional.of(place.at(key).map(this::replacing).orElseGet(DropboxUpload::adding));
            case Absent() -> Optional.of(adding());
            case Matches(String etag) ->
                Optional.of(etag)
                        .filter(text -> REVISION.matcher(text).matches())
                        .map(DropboxUpload::updating);
        };
    }

    private ObjectNode replacing(JsonNode entry) {
        if (!DropboxPlace.isNamed(key, entry)) {
            throw otherCase(entry.path("name").asText());
        }
        if (!DropboxPlace.isFile(entry)) {
            throw new InvalidKey("%s is there in Dropbox, and is no file".formatted(key), null);
        }
        return updating(entry.path("rev").asText());
    }

    private static ObjectNode adding() {
        return DropboxApi.arguments().put(".tag", "add");
    }

    private static ObjectNode updating(String revision) {
        return DropboxApi.arguments().put(".tag", "update").put("update", revision);
    }

    private void requireExactName() {
        place.at(key).filter(entry -> !DropboxPlace.isNamed(key, entry)).ifPresent(entry -> {
            throw otherCase(entry.path("name").asText());
        });
    }

    private InvalidKey otherCase(String name) {
        return new InvalidKey("Dropbox takes %s for %s, which is there".formatted(key, name), null);
    }

    private DriveReply committed(ObjectNode mode, boolean isStrict, byte[] rest, String hash) {
        var commit = DropboxApi.arguments()
                .put("path", place.path(key))
                .put("autorename", false)
                .put("strict_conflict", isStrict);
        commit.set("mode", mode);
        if (session.isEmpty()) {
            return api.upload("files/upload", commit.put("content_hash", hash), rest);
        }
        var arguments = DropboxApi.arguments().put("content_hash", DropboxHash.of(rest));
        arguments.set("cursor", cursor());
        arguments.set("commit", commit);
        return api.upload("files/upload_session/finish", arguments, rest);
    }

    /// The file there, if it has our bytes and `isOurs`: written by a request whose answer was lost, or not
    /// written at all because the bytes were those before.
    private Optional<DriveFile> ours(String hash, Predicate<DriveFile> isOurs) {
        return place.file(key).filter(file -> file.hash().equals(hash)).filter(isOurs);
    }

    private DriveFile sound(DriveReply reply, String hash) {
        var entry = reply.json();
        if (!DropboxPlace.isNamed(key, entry)) {
            throw otherCase(entry.path("name").asText());
        }
        var file = DropboxPlace.file(key, entry);
        if (!file.hash().equals(hash)) {
            place.delete(file);
            throw new StorageUnavailable(
                    "Dropbox got other bytes of %s than were sent: their hash is %s instead of %s"
                            .formatted(key, file.hash(), hash),
                    null);
        }
        return file;
    }

    /// Does nothing: Dropbox lets the upload expire.
    @Override
    public void abort() {}
}
