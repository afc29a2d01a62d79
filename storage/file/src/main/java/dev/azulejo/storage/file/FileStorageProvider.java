package dev.azulejo.storage.file;

import dev.azulejo.storage.StorageProvider;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.nio.file.Path;

/// Opens directories as storages: `file:///home/ana/photos/`.
public final class FileStorageProvider implements StorageProvider {
    @Override
    public String scheme() {
        return "file";
    }

    /// Keeps locks and metadata in `.azulejo` of the place if the settings name no folder for them.
    @Override
    public FileStorage open(URI place, StorageSettings settings) {
        var root = Path.of(place);
        return new FileStorage(
                root,
                settings.side().orElse(root.resolve(".azulejo")),
                settings.synced() ? Durability.SYNCED : Durability.PROCESS_DEATH);
    }
}
