package dev.azulejo.storage.drives.dropbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveHttp;
import dev.azulejo.storage.drives.DriveReply;
import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.ServiceHash;
import dev.azulejo.storage.drives.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A folder of a Dropbox. Dropbox takes `A.jpg` and `a.jpg` for one file; here they are two keys, of which
/// the existing one can be read, and the other can neither be read nor written
/// ([dev.azulejo.storage.InvalidKey]). Thread-safe.
public final class DropboxService implements DriveService {
    /// The size of chunks: a multiple of the hash's blocks, so another process can continue after each
    /// chunk.
    public static final int USUAL_CHUNK_BYTES = 2 * DropboxHash.BLOCK_BYTES;

    private static final int PAGE_ENTRIES = 2000;
    private static final int PARTIAL = 206;
    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(8);

    private final DropboxApi api;
    private final DropboxPlace place;
    private final ServiceHash hash = new DropboxHash();
    private final int chunkBytes;

    /// @param root folder of all paths, such as `/Apps/Photos`; empty for all that the token gives access to
    /// @param chunkBytes at most 150 MiB
    public DropboxService(DriveHttp http, DropboxHosts hosts, String root, int chunkBytes) {
        this.api = new DropboxApi(http, hosts);
        this.place = new DropboxPlace(api, root);
        this.chunkBytes = chunkBytes;
    }

    @Override
    public String name() {
        return "Dropbox";
    }

    @Override
    public ServiceHash hash() {
        return hash;
    }

    @Override
    public int chunkBytes() {
        return chunkBytes;
    }

    @Override
    public Optional<DriveFile> find(String path) {
        return DropboxNames.areHeld(path) ? place.file(path) : Optional.empty();
    }

    @Override
    public List<DriveEntry> children(String folder) {
        if (!DropboxNames.areHeld(folder) || !place.isFolderExact(folder)) {
            return List.of();
        }
        while (true) {
            var entries = listed(folder);
            if (entries.isPresent()) {
                return entries.get();
            } // else the listing was no longer known in its middle
        }
    }

    private Optional<List<DriveEntry>> listed(String folder) {
        var entries = new LinkedHashMap<String, DriveEntry>();
        var arguments = DropboxApi.arguments().put("path", place.path(folder)).put("limit", PAGE_ENTRIES);
        var reply = api.rpc("files/list_folder", arguments);
        while (true) {
            var error = DropboxApi.error(reply);
            if (error.startsWith("reset/")) {
                return Optional.empty();
            }
            if (error.startsWith("path/not_f")) { // not_found, not_folder
                return Optional.of(List.of());
            }
            if (!error.isEmpty()) {
                throw DropboxApi.failure(folder, reply);
            }
            var page = reply.json();
            for (var entry : page.path("entries")) {
                entries.remove(DropboxPlace.keyOf(folder, entry)); // what was told twice has changed meanwhile
                place.entry(folder, entry).ifPresent(found -> entries.put(found.path(), found));
            }
            if (!page.path("has_more").asBoolean()) {
                return Optional.of(List.copyOf(entries.values()));
            }
            reply = next(page.path("cursor").asText());
        }
    }

    private DriveReply next(String cursor) {
        return api.rpc("files/list_folder/continue", DropboxApi.arguments().put("cursor", cursor));
    }

    /// Opens a file by its revision, which stays readable when another has replaced it.
    @Override
    public InputStream open(DriveFile file, long offset, long length) throws IOException {
        var revision = DropboxApi.arguments().put("path", "rev:" + file.revision());
        var reply = api.download("files/download", revision, request -> request.forPart(file, offset, length));
        return reply.opened(_ -> {
            if (reply.status() == DropboxApi.CONFLICT) {
                throw gone(file, reply);
            }
            if (reply.status() != (file.isWhole(offset, length) ? 200 : PARTIAL)) {
                throw reply.unexpected(file.path());
            }
            var result = DropboxApi.parsed(reply.header("Dropbox-API-Result").orElse(""));
            if (!result.path("rev").asText().equals(file.revision())) {
                throw new IOException("Dropbox sends %s of %s instead of %s"
                        .formatted(result.path("rev"), file.path(), file.revision()));
            }
            return reply.body();
        });
    }

    private static RuntimeException gone(DriveFile file, DriveReply reply) {
        return DropboxApi.error(reply).startsWith("path/not_found")
                ? new NoSuchObject("Dropbox no longer has %s of %s".formatted(file.revision(), file.path()), null)
                : DropboxApi.failure(file.path(), reply);
    }

    @Override
    public Upload begin(String path, long bytes) {
        return DropboxUpload.begun(api, place, path);
    }

    @Override
    public Upload resume(String path, String token) {
        return DropboxUpload.resumed(api, place, path, token);
    }

    @Override
    public void delete(DriveFile file) {
        place.delete(file);
    }

    @Override
    public String now() {
        while (true) {
            var reply = api.rpc("files/list_folder/get_latest_cursor", feed());
            var error = DropboxApi.error(reply);
            if (error.isEmpty()) {
                return reply.json().path("cursor").asText();
            }
            if (!error.startsWith("path/not_found")) {
                throw DropboxApi.failure("the feed of changes", reply);
            }
            place.make(); // only a folder has a feed
        }
    }

    private ObjectNode feed() {
        return DropboxApi.arguments()
                .put("path", place.path(""))
                .put("recursive", true)
                .put("limit", PAGE_ENTRIES);
    }

    @Override
    public DriveChanges changes(String cursor) {
        var reply = next(cursor);
        var error = DropboxApi.error(reply);
        if (error.startsWith("reset/") || error.startsWith("path/not_found")) { // or the folder itself is gone
            return new DriveChanges(List.of(), List.of(), now(), true, true);
        }
        if (!error.isEmpty()) {
            throw DropboxApi.failure("the feed of changes", reply);
        }
        var page = reply.json();
        var there = new LinkedHashMap<String, DriveFile>();
        var gone = new LinkedHashMap<String, String>();
        for (var entry : page.path("entries")) {
            var lower = entry.path("path_lower").asText();
            place.keyOf(entry).ifPresent(path -> {
                there.remove(lower);
                gone.remove(lower);
                if (DropboxPlace.isFile(entry)) {
                    there.put(lower, DropboxPlace.file(path, entry));
                } else if (DropboxPlace.isDeleted(entry)) {
                    gone.put(lower, path);
                }
            });
        }
        return new DriveChanges(
                new ArrayList<>(there.values()),
                new ArrayList<>(gone.values()),
                page.path("cursor").asText(),
                page.path("has_more").asBoolean(),
                false);
    }

    /// Waits until the place changes. The connection is silent meanwhile, up to 90 seconds longer than
    /// asked for, so the [dev.azulejo.storage.https.Patience] of the client must be longer.
    ///
    /// @param atMost from 30 to 480 seconds
    /// @return whether [#changes] has something new
    public boolean await(String cursor, Duration atMost) {
        var time = atMost.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : atMost;
        var bounded = time.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : time;
        var reply = api.withoutToken(
                "files/list_folder/longpoll",
                DropboxApi.arguments().put("cursor", cursor).put("timeout", bounded.toSeconds()));
        return DropboxApi.error(reply).startsWith("reset/")
                || reply.json().path("changes").asBoolean();
    }
}
