package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// What one service for files does, in the fewest words that [DriveStorage] can do with. A path is a key below the
/// place that was opened: `/`-separated, valid by [dev.azulejo.storage.Keys], empty for the place itself.
///
/// All methods are safe to call from several threads, have tried again what may be tried again, and throw what
/// [dev.azulejo.storage.Storage] throws. They throw [dev.azulejo.storage.InvalidKey], naming why, for a path that the
/// service cannot hold exactly as it is; nothing is ever stored under a changed name.
public interface DriveService {
    /// What people call it, such as `Dropbox`.
    String name();

    /// The hash that the service itself states of each file.
    ServiceHash hash();

    /// How many bytes each chunk of an upload has, but for the last.
    int chunkBytes();

    /// Whether the length of an upload must be known when it begins.
    default boolean isLengthNeeded() {
        return false;
    }

    /// The file at a path; empty for a folder, and where there is nothing.
    Optional<DriveFile> find(String path);

    /// What lies in one folder, all of it, in any order, each name once; empty where there is no such folder.
    List<DriveEntry> children(String folder);

    /// `length` bytes of exactly this version of a file, from `offset` on. The caller closes it. A stream that breaks
    /// off throws, or ends early, and one from a service that gives no ranges has more behind them: [DriveStorage]
    /// counts, and opens another.
    ///
    /// @param length at least 1, unless the file is empty; not beyond its end
    /// @throws NoSuchObject when the file is gone, or has other bytes now
    InputStream open(DriveFile file, long offset, long length) throws IOException;

    /// Begins an upload. Nobody sees anything of it before its last bytes are there.
    ///
    /// @param bytes how many it will have; -1 where that is not known, which [#isLengthNeeded] excludes
    Upload begin(String path, long bytes);

    /// An upload that another process began.
    ///
    /// @param token what [Upload#token] gave
    /// @throws NoSuchObject when the service no longer knows it
    Upload resume(String path, String token);

    /// Removes a file, if it is still there. Folders stay, also empty ones: they are the owner's.
    void delete(DriveFile file);

    /// Where the feed of changes below the place stands now.
    String now();

    /// What has changed since then, at least once each. More may be there: see [DriveChanges#isMore].
    DriveChanges changes(String cursor);
}
