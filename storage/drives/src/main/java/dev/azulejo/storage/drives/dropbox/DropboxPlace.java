package dev.azulejo.storage.drives.dropbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.drives.DriveEntry;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveFolder;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The entries below the root, by names that are compared letter by letter, unlike in Dropbox. Only the
/// last name of a path that it returns is sure to have its true case (`path_display`: "in rare instances
/// the casing will not correctly match"), so each folder is looked at once, and remembered. Thread-safe.
final class DropboxPlace {
    private static final int MOST_FOLDERS = 10_000;

    private final DropboxApi api;
    private final String root;
    private final int depth;

    /// Keys of folders in the case that was asked for, and in their true case.
    private final Map<String, String> folders = new ConcurrentHashMap<>();

    DropboxPlace(DropboxApi api, String root) {
        this.api = api;
        this.root = root;
        this.depth = root.split("/", -1).length - 1;
        if (!root.isEmpty() && (!root.startsWith("/") || root.endsWith("/"))) {
            throw new IllegalArgumentException("a folder of Dropbox is written as /Apps/Photos, got " + root);
        }
    }

    String path(String key) {
        return key.isEmpty() ? root : root + "/" + key;
    }

    private static String joined(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    private static String folderOf(String key) {
        return key.substring(0, Math.max(key.lastIndexOf('/'), 0));
    }

    private static boolean isTagged(JsonNode entry, String tag) {
        return entry.path(".tag").asText().equals(tag);
    }

    static boolean isDeleted(JsonNode entry) {
        return isTagged(entry, "deleted");
    }

    /// Whether an entry is a file that has bytes, unlike files that Dropbox makes on demand, such as a
    /// document of Google's.
    static boolean isFile(JsonNode entry) {
        return isTagged(entry, "file") && entry.path("is_downloadable").asBoolean(true);
    }

    static DriveFile file(String key, JsonNode entry) {
        return new DriveFile(
                key,
                entry.path("id").asText(),
                entry.path("size").asLong(),
                Instant.parse(entry.path("server_modified").asText()),
                entry.path("content_hash").asText(),
                entry.path("rev").asText());
    }

    /// Whether the last name of a key is that of Dropbox's entry.
    static boolean isNamed(String key, JsonNode entry) {
        return entry.path("name").asText().equals(key.substring(key.lastIndexOf('/') + 1));
    }

    /// The entry that Dropbox finds for a key, in any case.
    Optional<JsonNode> at(String key) {
        var reply = api.rpc("files/get_metadata", DropboxApi.arguments().put("path", path(key)));
        var error = DropboxApi.error(reply);
        if (error.isEmpty()) {
            return Optional.of(reply.json());
        }
        if (error.startsWith("path/not_f") || error.startsWith("path/malformed_path")) { // not_found, not_file
            return Optional.empty();
        }
        throw DropboxApi.failure(key, reply);
    }

    Optional<DriveFile> file(String key) {
        if (!isFolderExact(folderOf(key))) {
            return Optional.empty();
        }
        return at(key).filter(DropboxPlace::isFile)
                .filter(entry -> isNamed(key, entry))
                .map(entry -> file(key, entry));
    }

    boolean isFolderExact(String key) {
        return exact(key).equals(key);
    }

    private String exact(String key) {
        if (key.isEmpty()) {
            return key;
        }
        var known = folders.get(key);
        if (known != null) {
            return known;
        }
        var found = at(key).filter(entry -> isTagged(entry, "folder"));
        var name = found.map(entry -> entry.path("name").asText())
                .orElseGet(() -> key.substring(key.lastIndexOf('/') + 1));
        var exact = joined(exact(folderOf(key)), name);
        if (found.isPresent()) {
            if (folders.size() >= MOST_FOLDERS) {
                folders.clear();
            }
            folders.put(key, exact);
        }
        return exact;
    }

    /// @throws InvalidKey when a folder of the key is there in another case
    void requireExactFolders(String key) {
        var folder = folderOf(key);
        if (!isFolderExact(folder)) {
            throw new InvalidKey(
                    "Dropbox takes the folder %s for %s, which is there".formatted(folder, exact(folder)), null);
        }
    }

    /// An entry of a folder's listing; empty if it is neither a file nor a folder, or has a name that no
    /// key has.
    Optional<DriveEntry> entry(String folder, JsonNode entry) {
        var key = keyOf(folder, entry);
        if (!isKey(key)) {
            return Optional.empty();
        }
        if (isTagged(entry, "folder")) {
            return Optional.of(new DriveFolder(key));
        }
        return Optional.of(entry).filter(DropboxPlace::isFile).map(found -> file(key, found));
    }

    static String keyOf(String folder, JsonNode entry) {
        return joined(folder, entry.path("name").asText());
    }

    /// The key of an entry in a feed of all folders; empty for the root itself, and for names that no key
    /// has.
    Optional<String> keyOf(JsonNode entry) {
        var names = entry.path("path_display").asText().split("/", -1);
        if (names.length - 1 <= depth) {
            return Optional.empty();
        }
        var folder = "";
        for (int at = depth + 1; at < names.length - 1; at++) {
            folder = joined(folder, names[at]);
        }
        return Optional.of(keyOf(exact(folder), entry)).filter(DropboxPlace::isKey);
    }

    private static boolean isKey(String key) {
        try {
            return DropboxNames.areHeld(Keys.checked(key));
        } catch (InvalidKey e) {
            return false;
        }
    }

    void make() {
        var reply = api.rpc("files/create_folder_v2", DropboxApi.arguments().put("path", root));
        var error = DropboxApi.error(reply);
        if (!error.isEmpty() && !error.startsWith("path/conflict/folder")) {
            throw DropboxApi.failure(root, reply);
        }
    }

    /// Deletes a file if it still has that revision. A file that replaces it later is kept.
    void delete(DriveFile file) {
        var reply = api.rpc(
                "files/delete_v2",
                DropboxApi.arguments().put("path", path(file.path())).put("parent_rev", file.revision()));
        var error = DropboxApi.error(reply);
        if (!error.isEmpty() && !error.startsWith("path_lookup/not_f") && !error.startsWith("path_write/conflict")) {
            throw DropboxApi.failure(file.path(), reply);
        }
    }
}
