package dev.azulejo.storage.drives.gdrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveRequest;
import dev.azulejo.storage.drives.Upload;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An upload by the resumable protocol
/// (<https://developers.google.com/workspace/drive/api/guides/manage-uploads>). The protocol decides at its
/// beginning whether it makes a new file or replaces the bytes of an existing one.
final class GoogleDriveUpload implements Upload {
    private static final Pattern RANGE = Pattern.compile("bytes=0-(\\d+)");

    private final Calls calls;
    private final Folders folders;
    private final Function<String, Lock> locks;
    private final Beginning begun;
    private long offset;
    private String expected = ""; // hash of the whole file, once it is known
    private @Nullable RemoteFile made;

    /// The facts that another process needs to continue the upload.
    ///
    /// @param upload its address, which is a secret
    /// @param id of the file that it will be
    /// @param folder id of the one that it lies in
    /// @param before the revision that its bytes replace; empty for a new file
    /// @param bytes how many it will have; -1 if that is not known
    record Beginning(String path, String upload, String id, String folder, String before, long bytes) {
        static Beginning parse(String token) {
            try {
                return Calls.JSON.readValue(token, Beginning.class);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("this is no token of an upload to " + Calls.NAME, e);
            }
        }

        String text() {
            try {
                return Calls.JSON.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("a token is texts and a number", e);
            }
        }

        boolean isNew() {
            return before.isEmpty();
        }
    }

    /// @param locks by which uploads of this process to one key take turns when they end
    GoogleDriveUpload(Calls calls, Folders folders, Function<String, Lock> locks, Beginning begun) {
        this.calls = calls;
        this.folders = folders;
        this.locks = locks;
        this.begun = begun;
    }

    static GoogleDriveUpload begin(
            Calls calls, Folders folders, Function<String, Lock> locks, String path, long bytes) {
        var spot = folders.spot(path, true);
        var there = spot.entry();
        if (there.isPresent() && there.get().isFolder()) {
            throw isFolder(path);
        }
        var folder = spot.folder().orElseGet(() -> folders.made(Names.parentOf(path)));
        var id = there.map(RemoteFile::id).orElseGet(calls::freshId);
        var said = there.isPresent() ? Calls.JSON.createObjectNode() : Calls.described(id, Names.lastOf(path), folder);
        var reply = calls.beginUpload(there.isPresent() ? id : "", said, bytes);
        var address = reply.header("Location");
        if (reply.status() == 404) {
            throw new NoSuchObject("%s has gone while it was about to be replaced".formatted(path), null);
        }
        if (reply.status() != 200 || address.isEmpty()) {
            throw reply.unexpected("the upload of " + path);
        }
        var before = there.map(RemoteFile::revision).orElse("");
        return new GoogleDriveUpload(
                calls, folders, locks, new Beginning(path, address.get(), id, folder, before, bytes));
    }

    private static InvalidKey isFolder(String path) {
        return new InvalidKey("%s is a folder on %s".formatted(path, Calls.NAME), null);
    }

    /// @throws NoSuchObject when the service no longer knows it
    GoogleDriveUpload resumed() {
        note(calls.ask(question(begun.bytes())));
        return this;
    }

    /// Makes the request for the service's offset.
    private DriveRequest question(long total) {
        return calls.toUpload("PUT", begun.upload())
                .with("Content-Range", "bytes */" + (total < 0 ? "*" : Long.toString(total)));
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public void append(byte[] chunk) {
        send(chunk, begun.bytes());
    }

    /// Sends bytes until the service says that it has them all.
    ///
    /// @param total -1 if it is not known
    private void send(byte[] bytes, long total) {
        long end = offset + bytes.length;
        Upload.send("%s to %s".formatted(begun.path(), Calls.NAME), bytes, this::offset, rest -> {
            var request = rest.length == 0
                    ? question(total)
                    : calls.toUpload("PUT", begun.upload())
                            .with("Content-Range", range(offset, end, total))
                            .withBody(rest);
            note(calls.ask(request, question(total)));
            return made == null && (offset < end || end == total);
        });
    }

    private static String range(long from, long to, long total) {
        return "bytes %d-%d/%s".formatted(from, to - 1, total < 0 ? "*" : Long.toString(total));
    }

    private void note(DriveReply reply) {
        switch (reply.status()) {
            case 200, 201 -> {
                made = RemoteFile.of(reply.json());
                offset = made.bytes();
            }
            case 308 ->
                offset = reply.header("Range")
                        .map(RANGE::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> 1 + Long.parseLong(matcher.group(1)))
                        .orElse(0L);
            case 404, 409, 410 -> made = ended().orElseThrow(this::forgotten);
            default -> throw reply.unexpected("the upload of " + begun.path());
        }
    }

    /// Finds the file if the upload has ended but that answer was lost. A new file's id is ours alone; an
    /// existing file may have been replaced by another program.
    private Optional<RemoteFile> ended() {
        var file = calls.file(begun.id())
                .filter(there -> begun.isNew()
                        || (there.sha256().equals(expected) && !there.revision().equals(begun.before())));
        file.ifPresent(there -> offset = there.bytes());
        return file;
    }

    private NoSuchObject forgotten() {
        return new NoSuchObject("%s has forgotten the upload of %s".formatted(Calls.NAME, begun.path()), null);
    }

    @Override
    public Optional<DriveFile> finish(byte[] last, String hash, Precondition precondition) {
        var lock = locks.apply(begun.path());
        lock.lock();
        try {
            expected = hash;
            if (made == null && !isSent(last, precondition)) {
                return Optional.empty();
            }
            var file = checked(made == null ? calls.file(begun.id()).orElseThrow(this::forgotten) : made);
            return begun.isNew() && !isFirst(precondition) ? Optional.empty() : Optional.of(file);
        } finally {
            lock.unlock();
        }
    }

    /// Sends the last bytes.
    ///
    /// @return whether the precondition held
    private boolean isSent(byte[] last, Precondition precondition) {
        var spot = folders.spot(begun.path(), true);
        if (spot.entry().isPresent() && spot.entry().get().isFolder()) {
            throw isFolder(begun.path());
        }
        if (!holds(precondition, spot.entry())) {
            abort();
            return false;
        }
        requireSamePlace(spot);
        send(last, offset + last.length);
        return true;
    }

    private static boolean holds(Precondition precondition, Optional<RemoteFile> there) {
        return switch (precondition) {
            case Precondition.None() -> true;
            case Precondition.Absent() -> there.isEmpty();
            case Precondition.Matches(var revision) ->
                there.map(RemoteFile::revision).filter(revision::equals).isPresent();
        };
    }

    /// Checks that the file or folder is still in the place where the upload began.
    private void requireSamePlace(Folders.Spot now) {
        boolean isSame = begun.isNew()
                ? now.folder().filter(begun.folder()::equals).isPresent()
                : now.entry().map(RemoteFile::id).filter(begun.id()::equals).isPresent();
        if (!isSame) {
            abort();
            throw new NoSuchObject("%s was moved or removed while it was uploaded".formatted(begun.path()), null);
        }
    }

    /// @throws StorageUnavailable when its bytes arrived damaged, and were removed again
    private DriveFile checked(RemoteFile file) {
        if (file.sha256().equals(expected) || file.sha256().isEmpty()) { // it states one of all new files
            return file.at(begun.path());
        }
        if (begun.isNew()) {
            calls.discard(file.id());
        } else if (!calls.revert(file)) {
            calls.trash(file.id(), true);
        }
        throw new StorageUnavailable(
                "%s has other bytes of %s than were sent: their hash is %s instead of %s"
                        .formatted(Calls.NAME, begun.path(), file.sha256(), expected),
                null);
    }

    /// Whether this file stays beside others that were made under its name. If there must be none, the
    /// oldest stays. Otherwise ours replaces older ones, and a younger one replaces ours.
    ///
    /// @return whether ours stays
    private boolean isFirst(Precondition precondition) {
        for (var other : calls.named(begun.folder(), Names.lastOf(begun.path()))) {
            if (other.id().equals(begun.id())) {
                return true;
            }
            if (other.isFolder()) {
                calls.discard(begun.id());
                throw isFolder(begun.path());
            }
            if (precondition instanceof Precondition.Absent) {
                calls.discard(begun.id());
                return false;
            }
            calls.trash(other.id(), true);
        }
        return true; // replaced by a younger one already, or not in listings yet
    }

    @Override
    public String token() {
        return begun.text();
    }

    @Override
    public void abort() {
        try {
            calls.ask(calls.toUpload("DELETE", begun.upload()));
        } catch (StorageFailure e) {
            offset = 0; // the service forgets it by itself after a week
        }
    }
}
