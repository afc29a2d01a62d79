package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.drives.DriveService;
import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.List;
import java.util.function.Function;

/// A folder of a Dropbox that many tests share, one after the other.
final class DropboxFaultedPlace implements FaultedPlace {
    static final int CHUNK_BYTES = 1000;

    private final DropboxWorld world;
    private final String root;
    private final Function<String, DriveService> services;
    private final MemoryStorage side = new MemoryStorage();

    /// @param services gives another client for a root
    DropboxFaultedPlace(DropboxWorld world, int number, Function<String, DriveService> services) {
        this.world = world;
        this.root = DropboxWorld.ROOT + "/" + number;
        this.services = services;
    }

    @Override
    public Opened open() {
        return Opened.of(new DriveStorage(services.apply(root), side, "dropbox"));
    }

    @Override
    public void follow(FaultScript script) {
        world.server.follow(script);
    }

    @Override
    public int chunkBytes() {
        return CHUNK_BYTES;
    }

    /// Sessions end by themselves, and no call can end one.
    @Override
    public List<String> leaked() {
        return world.fake.files().stream()
                .filter(path -> !path.startsWith(DropboxWorld.ROOT + "/"))
                .toList();
    }

    @Override
    public void close() {
        world.server.follow(FaultScript.none());
    }
}
