package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.drives.DriveFile;
import dev.azulejo.storage.drives.DriveRequest;
import java.io.IOException;
import java.util.Optional;

/// Checks a file that was sent: whether it has our bytes and our name.
final class StoredFile {
    private static final int BUFFER = 64 << 10;

    private final Graph graph;
    private final OneDriveService service;
    private final String path;
    private final long total;

    StoredFile(Graph graph, OneDriveService service, String path, long total) {
        this.graph = graph;
        this.service = service;
        this.path = path;
        this.total = total;
    }

    /// Returns the stored file if it has our name and hash; otherwise restores the version before.
    DriveFile checked(GraphItem item, String hash) {
        if (!item.name().equals(path.substring(path.lastIndexOf('/') + 1))) {
            undo(item);
            throw OneDriveNames.refused(path, "OneDrive calls it %s".formatted(item.name()));
        }
        var file = hashed(OneDriveService.file(item, path));
        if (file.bytes() != total || !file.hash().equals(hash)) {
            undo(item);
            throw new StorageUnavailable(
                    "OneDrive stored other bytes of %s than were sent (%d of %d, hash %s instead of %s); it is undone"
                            .formatted(path, file.bytes(), total, file.hash(), hash),
                    null);
        }
        return file;
    }

    /// Restores the version before, if there was one and the drive keeps them; otherwise removes the file.
    /// A change made by others meanwhile stays.
    private void undo(GraphItem item) {
        var address = graph.item(item.id());
        if (graph.find(address).filter(there -> there.tag().equals(item.tag())).isEmpty()) {
            return;
        }
        var versions = graph.ask(DriveRequest.get(address + "/versions"));
        var before = versions.json().path("value").path(1).path("id").asText("");
        if (versions.isFine() && !before.isEmpty()) {
            var restored =
                    graph.ask(DriveRequest.of("POST", "%s/versions/%s/restoreVersion".formatted(address, before)));
            if (restored.isFine()) {
                return;
            }
        }
        var deleted = graph.ask(DriveRequest.of("DELETE", address).with("If-Match", item.tag()));
        boolean isGone = deleted.status() == GraphAnswer.NOT_FOUND || deleted.status() == GraphAnswer.PRECONDITION;
        if (!deleted.isFine() && !isGone) {
            throw deleted.failure("to remove what was stored damaged of " + path);
        }
    }

    /// Finds the file at the path, if it has our bytes.
    Optional<DriveFile> ours(String hash) {
        return service.find(path)
                .filter(file -> file.bytes() == total)
                .map(this::hashed)
                .filter(file -> file.hash().equals(hash));
    }

    /// Returns the file with its hash, read back if the service has none yet.
    private DriveFile hashed(DriveFile file) {
        if (!file.hash().isEmpty()) {
            return file;
        }
        var there = graph.find(graph.item(file.id())).map(item -> OneDriveService.file(item, path));
        if (there.isPresent() && !there.get().hash().isEmpty()) {
            return there.get();
        }
        var running = service.hash().start();
        try (var in = service.open(file, 0, file.bytes())) {
            var buffer = new byte[BUFFER];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                running.update(buffer, 0, count);
            }
        } catch (IOException e) {
            throw new StorageUnavailable("could not read %s back: %s".formatted(path, e.getMessage()), e);
        }
        return new DriveFile(path, file.id(), file.bytes(), file.modified(), running.finish(), file.revision());
    }

    StorageFailure refused(GraphAnswer answer) {
        return answer.isBad()
                ? OneDriveNames.refused(path, "OneDrive does not take it: " + answer.message())
                : answer.failure("to store " + path);
    }
}
