package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveFolder;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveRequest;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.ServiceHash;
import dev.azulejo.storage.drives.Sha256;
import dev.azulejo.storage.drives.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// A folder of a Google Drive, or of a shared drive. Its files' keys are explained in `Names`.
///
/// Drive itself has no preconditions. Within one process uploads to one key take turns when they end, so
/// they hold there. Between processes `ABSENT` looks before and after: of two files that were made at once
/// the older stays, and both callers are told so, unless the older one's maker took longer than the other's
/// second look. `Matches` looks before alone, and another process may write between the look and the last
/// bytes.
public final class GoogleDriveService implements DriveService {
    private static final int CHUNK = 10 << 20; // a multiple of 256 KiB, as the protocol wants
    private static final int LOCKS = 64;

    private final Calls calls;
    private final Folders folders;
    private final int chunkBytes;
    private final List<Lock> locks =
            IntStream.range(0, LOCKS).<Lock>mapToObj(_ -> new ReentrantLock()).toList();

    /// @param address of the API, such as `https://www.googleapis.com`
    /// @param top id of the folder where paths begin: `root` for the whole drive, or that of a shared drive
    /// @param folder below it, as a key; empty for all of it
    public GoogleDriveService(DriveHttp http, String address, String top, String folder) {
        this(http, address, top, folder, CHUNK);
    }

    GoogleDriveService(DriveHttp http, String address, String top, String folder, int chunkBytes) {
        this.chunkBytes = chunkBytes;
        this.calls = new Calls(http, address);
        this.folders = new Folders(calls, top, folder);
    }

    @Override
    public String name() {
        return Calls.NAME;
    }

    @Override
    public ServiceHash hash() {
        return new Sha256();
    }

    @Override
    public int chunkBytes() {
        return chunkBytes;
    }

    @Override
    public Optional<DriveFile> find(String path) {
        return folders.spot(path, false).entry().filter(RemoteFile::hasBytes).map(file -> file.at(path));
    }

    @Override
    public List<DriveEntry> children(String folder) {
        var found = folders.find(folder, true).map(calls::list).orElse(List.of());
        return Names.keys(folder, found).entrySet().stream()
                .<DriveEntry>map(entry -> entry.getValue().isFolder()
                        ? new DriveFolder(entry.getKey())
                        : entry.getValue().at(entry.getKey()))
                .toList();
    }

    @Override
    public InputStream open(DriveFile file, long offset, long length) throws IOException {
        var request = DriveRequest.get(calls.fileAddress(file.id(), "alt=media"));
        var reply = calls.send(request.forPart(file, offset, length));
        return reply.opened(_ -> {
            // whose bytes these are the reply does not say: those of this revision, if that is still the one
            var now = calls.file(file.id()).map(RemoteFile::revision);
            if (now.filter(file.revision()::equals).isEmpty()) {
                throw new NoSuchObject("%s has other bytes now".formatted(file.path()), null);
            }
            if (reply.status() != 200 && reply.status() != 206) {
                throw reply.unexpected("the download of " + file.path());
            }
            var bytes = reply.body();
            if (reply.status() == 200) {
                bytes.skipNBytes(offset);
            }
            return bytes;
        });
    }

    @Override
    public Upload begin(String path, long bytes) {
        return GoogleDriveUpload.begin(calls, folders, this::lock, path, bytes);
    }

    @Override
    public Upload resume(String path, String token) {
        var begun = GoogleDriveUpload.Beginning.parse(token);
        return new GoogleDriveUpload(calls, folders, this::lock, begun).resumed();
    }

    private Lock lock(String path) {
        return locks.get(Math.floorMod(path.hashCode(), LOCKS));
    }

    @Override
    public void delete(DriveFile file) {
        calls.trash(file.id(), true);
    }

    @Override
    public String now() {
        return calls.startPage();
    }

    @Override
    public DriveChanges changes(String cursor) {
        var reply = calls.changes(cursor);
        return switch (reply.status()) {
            case 200 -> new GoogleDriveFeed(calls, place()).page(reply.json());
            case 400, 404, 410 -> new DriveChanges(List.of(), List.of(), now(), false, true);
            default -> throw reply.unexpected("a question for changes");
        };
    }

    /// The id by which parents are named, as `root` is only another word for it. Rights to single files
    /// alone do not reach the root, which is then known by that word alone.
    private String place() {
        return folders.find("", false).flatMap(calls::file).map(RemoteFile::id).orElse("");
    }
}
