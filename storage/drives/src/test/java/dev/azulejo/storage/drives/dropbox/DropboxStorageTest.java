package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.ResumableContract;
import dev.azulejo.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/// The whole contract, over our client and a double of Dropbox.
class DropboxStorageTest extends StorageContract implements ResumableContract {
    private static final int CHUNK_BYTES = 64 << 10;

    /// Names that end in a space, that are not composed, letters that Dropbox has no room for, and `B` beside `b`.
    private static final Set<String> REFUSED = Set.of(" ", "a ", "e\u0301", "🎨", "B");

    private final List<DropboxWorld> worlds = new ArrayList<>();

    @Override
    public DriveStorage emptyStorage() {
        var world = new DropboxWorld();
        worlds.add(world);
        return new DriveStorage(world.service(CHUNK_BYTES), new MemoryStorage(), "dropbox");
    }

    @AfterEach
    void close() {
        worlds.forEach(DropboxWorld::close);
    }

    @Override
    public boolean takes(String key) {
        return !REFUSED.contains(key);
    }

    /// A session ends by itself.
    @Override
    public boolean endsWhatIsAbandoned() {
        return false;
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 1_000_003;
    }
}
