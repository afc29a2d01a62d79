package dev.azulejo.storage.file;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageProvider;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/// Opens `file:///home/ana/photos/`.
public final class FileStorageProvider implements StorageProvider {
    private final Optional<Path> side;

    /// For `ServiceLoader`: locks and metadata go to `.azulejo` in each place.
    public FileStorageProvider() {
        this.side = Optional.empty();
    }

    /// @param side where the locks and metadata of all places go, such as a folder in the user's cache, so that
    ///     nothing is put among the user's files
    public FileStorageProvider(Path side) {
        this.side = Optional.of(side);
    }

    @Override
    public String scheme() {
        return "file";
    }

    @Override
    public Storage open(URI place) {
        var root = Path.of(place);
        return side.map(folder -> new FileStorage(root, folder, Durability.PROCESS_DEATH))
                .orElseGet(() -> new FileStorage(root));
    }
}
