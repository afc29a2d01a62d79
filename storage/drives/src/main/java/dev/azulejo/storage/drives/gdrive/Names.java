package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Assigns keys to the entries of a folder, though Drive allows any name, any number of times. The oldest
/// entry of a name has the plain name. Each other has its id before the ending: `photo [1AbC].jpg`. So has
/// one whose name cannot be part of a key (`/`, a backslash, control characters, `..`, an empty name), with
/// `_` for each such character. Only entries whose key would have more than 1,024 bytes are hidden.
final class Names {
    private static final Pattern FORBIDDEN = Pattern.compile("[/\\\\\\p{Cc}\\p{Cs}]");
    private static final Pattern WITH_ID = Pattern.compile(".* \\[[A-Za-z0-9_-]{8,}](\\.[^.]*)?", Pattern.DOTALL);

    private Names() {}

    /// @param folder key of the folder; empty for the place itself
    /// @return entries by their keys
    static Map<String, RemoteFile> keys(String folder, Collection<RemoteFile> entries) {
        var sorted = entries.stream()
                .filter(RemoteFile::isShown)
                .sorted(RemoteFile.OLDEST_FIRST)
                .toList();
        var keys = new LinkedHashMap<String, RemoteFile>();
        var others = new ArrayList<RemoteFile>();
        for (var entry : sorted) {
            var key = isPart(entry.name()) ? keyOf(folder, entry.name()) : Optional.<String>empty();
            if (key.isEmpty() || keys.putIfAbsent(key.get(), entry) != null) {
                others.add(entry);
            }
        }
        for (var entry : others) {
            var name = withId(entry.name(), entry.id());
            while (keys.containsKey(joined(folder, name))) { // a file has this name already
                name = withId(name, entry.id());
            }
            keyOf(folder, name).ifPresent(key -> keys.put(key, entry));
        }
        return keys;
    }

    /// Whether a part of a key may have been made by [#keys] from another name.
    static boolean mayHaveId(String part) {
        return WITH_ID.matcher(part).matches();
    }

    static String joined(String folder, String part) {
        return folder.isEmpty() ? part : "%s/%s".formatted(folder, part);
    }

    static String parentOf(String path) {
        return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
    }

    static String lastOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isPart(String name) {
        return !name.contains("/") && valid(name).isPresent();
    }

    private static Optional<String> keyOf(String folder, String name) {
        return valid(joined(folder, name));
    }

    private static Optional<String> valid(String key) {
        try {
            return Optional.of(Keys.checked(key));
        } catch (InvalidKey e) {
            return Optional.empty();
        }
    }

    private static String withId(String name, String id) {
        var clean = FORBIDDEN.matcher(name).replaceAll("_");
        int dot = clean.lastIndexOf('.');
        return dot > 0
                ? "%s [%s]%s".formatted(clean.substring(0, dot), id, clean.substring(dot))
                : "%s [%s]".formatted(clean, id);
    }
}
