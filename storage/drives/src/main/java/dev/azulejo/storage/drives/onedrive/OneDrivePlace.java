package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveRequest;
import java.util.Arrays;
import java.util.Optional;

/// Maps keys below the opened folder of a drive to items, and back. OneDrive finds an item by any case of
/// its names; keys have one alone. Thread-safe.
final class OneDrivePlace {
    private final Graph graph;
    private final String root;
    private final int rootNames;

    /// @param root its path in the drive; empty for all of it
    OneDrivePlace(Graph graph, String root) {
        this.graph = graph;
        this.root = root;
        this.rootNames = root.isEmpty() ? 0 : root.split("/", -1).length;
    }

    /// The path of a name in `folder`, which may be the place itself.
    static String below(String folder, String name) {
        return folder.isEmpty() ? name : folder + "/" + name;
    }

    static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    void check(String path) {
        OneDriveNames.check(root, path);
    }

    /// Whether the service can hold a file of this path.
    boolean isHeld(String path) {
        return path.isEmpty() || OneDriveNames.isHeld(root, path);
    }

    private String full(String path) {
        return path.isEmpty() ? root : below(root, path);
    }

    String address(String path, String action) {
        return graph.at(full(path), action);
    }

    /// Whether the item has exactly the key's name and folder, letter for letter.
    boolean isExactly(GraphItem item, String path) {
        return item.name().equals(name(path)) && isIn(item, parent(path));
    }

    /// Whether the item lies in exactly this folder, as far as it states its folder.
    boolean isIn(GraphItem item, String folder) {
        var folders = item.folders();
        return folders.isEmpty()
                || folders.stream().anyMatch(path -> withoutRoot(path).equals(folder));
    }

    /// The path without the names of the place, which may have another case there.
    private String withoutRoot(String path) {
        var names = Arrays.stream(path.split("/", -1)).skip(rootNames).toList();
        return String.join("/", names);
    }

    /// The path of an item below the place; empty if it is not there, and an empty text for the place
    /// itself.
    Optional<String> pathOf(GraphItem item) {
        if (item.parent().isEmpty()) {
            return root.isEmpty() ? Optional.of("") : Optional.empty();
        }
        var paths =
                item.folders().stream().map(above -> below(above, item.name())).toList();
        return paths.stream()
                .filter(path -> paths.size() == 1 || isAt(item, path))
                .findFirst()
                .filter(this::isBelow)
                .map(this::withoutRoot);
    }

    private boolean isAt(GraphItem item, String full) {
        return graph.find(graph.at(full, ""))
                .filter(there -> there.id().equals(item.id()))
                .isPresent();
    }

    private boolean isBelow(String full) {
        boolean isIt = full.equalsIgnoreCase(root);
        return root.isEmpty() || isIt || full.regionMatches(true, 0, root + "/", 0, root.length() + 1);
    }

    /// Makes the folder and those above it, if they are missing.
    ///
    /// @throws InvalidKey when an item there is no folder, or has another case
    void makeFolder(String folder) {
        var full = full(folder);
        if (full.isEmpty()) {
            return;
        }
        var there = made(full);
        if (!folder.isEmpty() && !isExactly(there, folder)) {
            throw otherCase(folder, there.name());
        }
    }

    private GraphItem made(String full) {
        var there = graph.find(graph.at(full, ""));
        if (there.isEmpty()) {
            var above = parent(full);
            if (!above.isEmpty()) {
                made(above);
            }
            there = Optional.of(newFolder(above, full));
        }
        if (!there.get().isFolder()) {
            throw OneDriveNames.refused(full, "a file of this name is there");
        }
        return there.get();
    }

    private GraphItem newFolder(String above, String full) {
        var body = JsonNodeFactory.instance.objectNode().put("name", name(full));
        body.putObject("folder");
        body.put("@microsoft.graph.conflictBehavior", "fail");
        var answer = graph.ask(DriveRequest.post(graph.at(above, "/children"), body.toString()));
        if (!answer.isFine() && answer.status() != GraphAnswer.CONFLICT) { // which says that it exists
            throw answer.failure("to make the folder " + full);
        }
        return graph.find(graph.at(full, ""))
                .orElseThrow(() -> new StorageUnavailable("the folder %s has gone again".formatted(full), null));
    }

    static InvalidKey otherCase(String path, String name) {
        return OneDriveNames.refused(path, "OneDrive tells no case apart, and has it as %s".formatted(name));
    }
}
