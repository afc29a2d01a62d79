package dev.azulejo.storage.drives.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.drives.DriveChanges;
import dev.azulejo.storage.drives.DriveFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One page of changes, from ids to keys. The service reports a moved or restored folder, but not its
/// contents, so this class adds them. Contents of a folder that went to the trash, and files deleted for
/// ever, are not reported. For one thread.
final class GoogleDriveFeed {
    private final Calls calls;
    private final String place;
    private final Map<String, Optional<String>> paths = new HashMap<>(); // of folders, by id
    private final Map<String, DriveFile> there = new LinkedHashMap<>();
    private final Set<String> gone = new LinkedHashSet<>();

    /// @param place id of the folder below which paths lie; empty for a root that we may not see
    GoogleDriveFeed(Calls calls, String place) {
        this.calls = calls;
        this.place = place;
    }

    DriveChanges page(JsonNode page) {
        for (var change : page.path("changes")) {
            if (change.has("file")) {
                note(RemoteFile.of(change.path("file")));
            }
        }
        gone.removeAll(there.keySet());
        var more = page.path("nextPageToken").asText();
        var next = more.isEmpty() ? page.path("newStartPageToken").asText() : more;
        return new DriveChanges(List.copyOf(there.values()), List.copyOf(gone), next, !more.isEmpty(), false);
    }

    private void note(RemoteFile changed) {
        var folder = changed.isShown() ? pathOf(changed.parent()) : Optional.<String>empty();
        if (folder.isEmpty()) {
            return;
        }
        if (changed.isTrashed() && changed.hasBytes()) {
            var entries = new ArrayList<>(calls.named(changed.parent(), changed.name()));
            entries.add(changed);
            keyOf(folder.get(), entries, changed).ifPresent(gone::add);
        }
        // who has the name plainly may be another now, of which no change is told
        var entries = Names.keys(folder.get(), calls.named(changed.parent(), changed.name()));
        entries.forEach((path, entry) -> {
            if (entry.hasBytes()) {
                there.put(path, entry.at(path));
            } else if (entry.id().equals(changed.id())) {
                noteAll(path, entry.id());
            }
        });
    }

    private static Optional<String> keyOf(String folder, List<RemoteFile> entries, RemoteFile sought) {
        return Names.keys(folder, entries).entrySet().stream()
                .filter(entry -> entry.getValue().equals(sought))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private void noteAll(String folder, String id) {
        Names.keys(folder, calls.list(id)).forEach((path, entry) -> {
            if (entry.isFolder()) {
                noteAll(path, entry.id());
            } else {
                there.put(path, entry.at(path));
            }
        });
    }

    /// The key of a folder; empty if it does not lie below the place, or is in the trash.
    private Optional<String> pathOf(String id) {
        var known = paths.get(id);
        if (known != null) {
            return known;
        }
        var folder = calls.file(id);
        boolean isPlace = id.equals(place) || (place.isEmpty() && folder.isEmpty());
        var path = isPlace ? Optional.of("") : folder.flatMap(this::pathOf);
        paths.put(id, path);
        return path;
    }

    private Optional<String> pathOf(RemoteFile folder) {
        if (folder.isTrashed() || (folder.parent().isEmpty() && !place.isEmpty())) {
            return Optional.empty();
        }
        return pathOf(folder.parent())
                .flatMap(parent -> keyOf(parent, calls.named(folder.parent(), folder.name()), folder));
    }
}
