package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The operations of one service for files, as few as [DriveStorage] needs. A path is a key below the place
/// that was opened: `/`-separated, valid by [dev.azulejo.storage.Keys], empty for the place itself.
///
/// All methods are safe to call from several threads, try again where that helps, and throw the failures of
/// [dev.azulejo.storage.Storage]. They throw [dev.azulejo.storage.InvalidKey], naming why, for a path that
/// the service cannot hold exactly as it is; nothing is ever stored under a changed name.
public interface DriveService {
    String name();

    ServiceHash hash();

    /// The size of each chunk of an upload, except the last.
    int chunkBytes();

    /// Whether the length of an upload must be known when it begins.
    default boolean isLengthNeeded() {
        return false;
    }

    /// The file at a path; empty for a folder, and if there is no file.
    Optional<DriveFile> find(String path);

    /// The entries of one folder, all of them, in any order, each name once; empty if there is no such
    /// folder.
    List<DriveEntry> children(String folder);

    /// Opens `length` bytes of exactly this version of a file, from `offset` on. The caller closes it. A
    /// stream that breaks off throws, or ends early, and one from a service without ranges continues beyond
    /// them: [DriveStorage] counts, and opens another.
    ///
    /// @param length at least 1, unless the file is empty; not beyond its end
    /// @throws NoSuchObject when the file is gone, or has other bytes now
    InputStream open(DriveFile file, long offset, long length) throws IOException;

    /// Begins an upload, which is invisible until its last bytes are there.
    ///
    /// @param bytes how many it will have; -1 if that is not known, which [#isLengthNeeded] excludes
    Upload begin(String path, long bytes);

    /// Continues an upload that another process began.
    ///
    /// @param token the token of [Upload#token]
    /// @throws NoSuchObject when the service no longer knows it
    Upload resume(String path, String token);

    /// Removes a file, if it is still there. Folders stay, also empty ones, as they are the owner's.
    void delete(DriveFile file);

    /// The present position of the feed of changes below the place.
    String now();

    /// A page of the changes since `cursor`, at least once each. There may be more: see
    /// [DriveChanges#isMore].
    DriveChanges changes(String cursor);
}
