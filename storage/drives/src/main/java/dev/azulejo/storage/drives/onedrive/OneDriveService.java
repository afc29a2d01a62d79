package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveFolder;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveRequest;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.ServiceHash;
import dev.azulejo.storage.drives.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A folder of OneDrive or SharePoint. Keys differ by case, but items do not: a key that differs from an
/// existing item in case alone is no file, and cannot be written. A precondition holds against all writers
/// for a file of up to [#chunkBytes] bytes; for a larger one, [dev.azulejo.storage.Precondition.Matches] is
/// checked before the last bytes are sent.
public final class OneDriveService implements DriveService {
    /// The address of the public cloud. National clouds have other hosts.
    public static final String GRAPH = "https://graph.microsoft.com/v1.0";

    private static final QuickXorHash HASH = new QuickXorHash();
    private static final int CHUNK_BYTES = 10 << 20; // a multiple of 320 KiB; what Microsoft advises
    private static final int PAGE = 200;

    private final Graph graph;
    private final OneDrivePlace place;
    private final OneDriveDownloads downloads;
    private final OneDriveChanges feed;
    private final int chunkBytes;

    /// @param base such as [#GRAPH]
    /// @param drive its id; empty for the drive of the token's owner
    /// @param root the folder that is opened, by its path in the drive; empty for all of the drive
    public OneDriveService(DriveHttp http, String base, String drive, String root) {
        this(http, base, drive, root, CHUNK_BYTES);
    }

    /// @param chunkBytes a multiple of 320 KiB
    OneDriveService(DriveHttp http, String base, String drive, String root, int chunkBytes) {
        this.graph = new Graph(http, base, drive);
        this.place = new OneDrivePlace(graph, root.isEmpty() ? root : Keys.checked(root));
        this.chunkBytes = chunkBytes;
        this.downloads = new OneDriveDownloads(graph);
        this.feed = new OneDriveChanges(graph, place, this);
    }

    @Override
    public String name() {
        return "OneDrive";
    }

    @Override
    public ServiceHash hash() {
        return HASH;
    }

    @Override
    public int chunkBytes() {
        return chunkBytes;
    }

    @Override
    public boolean isLengthNeeded() {
        return true;
    }

    static DriveFile file(GraphItem item, String path) {
        return new DriveFile(path, item.id(), item.bytes(), item.modified(), item.hash(), item.revision());
    }

    @Override
    public Optional<DriveFile> find(String path) {
        if (path.isEmpty() || !place.isHeld(path)) {
            return Optional.empty();
        }
        return graph.find(place.address(path, ""))
                .filter(item -> item.isFile() && place.isExactly(item, path))
                .map(item -> file(item, path));
    }

    @Override
    public List<DriveEntry> children(String folder) {
        if (!place.isHeld(folder)) {
            return List.of();
        }
        var entries = new LinkedHashMap<String, DriveEntry>();
        var next = place.address(folder, "/children?$top=" + PAGE);
        while (!next.isEmpty()) {
            var answer = graph.ask(DriveRequest.get(next));
            if (answer.status() == GraphAnswer.NOT_FOUND) {
                return List.copyOf(entries.values()); // also a folder that has gone while it was listed
            }
            if (!answer.isFine()) {
                throw answer.failure("to list " + folder);
            }
            for (var json : answer.json().path("value")) {
                var item = GraphItem.of(json);
                if (place.isIn(item, folder)) {
                    entry(item, OneDrivePlace.below(folder, item.name()))
                            .ifPresent(entry -> entries.put(entry.path(), entry));
                }
            }
            var link = answer.json().path("@odata.nextLink").asText("");
            next = link.isEmpty() ? "" : graph.own(link);
        }
        return List.copyOf(entries.values());
    }

    /// The entry for an item; empty if it is neither file nor folder, or if no key can name it.
    static Optional<DriveEntry> entry(GraphItem item, String path) {
        try {
            Keys.checked(path);
        } catch (InvalidKey e) {
            return Optional.empty();
        }
        if (item.isFolder()) {
            return Optional.of(new DriveFolder(path));
        }
        return item.isFile() ? Optional.of(file(item, path)) : Optional.empty();
    }

    @Override
    public InputStream open(DriveFile file, long offset, long length) throws IOException {
        return downloads.open(file, offset, length);
    }

    @Override
    public Upload begin(String path, long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("OneDrive must know how long %s will be".formatted(path));
        }
        place.check(path);
        var there = graph.find(place.address(path, ""));
        if (there.isEmpty()) {
            place.makeFolder(OneDrivePlace.parent(path));
        } else if (!there.get().isFile()) {
            throw OneDriveNames.refused(path, "a folder of this name is there");
        } else if (!place.isExactly(there.get(), path)) {
            throw OneDrivePlace.otherCase(path, there.get().name());
        }
        return new OneDriveUpload(graph, place, this, path, bytes);
    }

    @Override
    public Upload resume(String path, String token) {
        place.check(path);
        return OneDriveUpload.resume(graph, place, this, path, token);
    }

    @Override
    public void delete(DriveFile file) {
        var there = graph.find(graph.item(file.id()))
                .filter(item -> item.revision().equals(file.revision()) && place.isExactly(item, file.path()));
        if (there.isEmpty()) {
            return;
        }
        var answer = graph.ask(DriveRequest.of("DELETE", graph.item(file.id()))
                .with("If-Match", there.get().tag()));
        boolean isGone = answer.status() == GraphAnswer.NOT_FOUND;
        boolean isAnother = answer.status() == GraphAnswer.PRECONDITION; // as if it came behind us
        if (!answer.isFine() && !isGone && !isAnother) {
            throw answer.failure("to delete " + file.path());
        }
    }

    @Override
    public String now() {
        return feed.now();
    }

    @Override
    public DriveChanges changes(String cursor) {
        return feed.since(cursor);
    }
}
