package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class DropboxFaultTest extends FaultContract {
    private static DropboxWorld world;
    private static int places;

    @BeforeAll
    static void start() {
        world = new DropboxWorld();
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Override
    protected FaultedPlace emptyPlace() {
        places++;
        return new Place("/Apps/Photos/" + places);
    }

    private static final class Place implements FaultedPlace {
        private final String root;
        private final MemoryStorage side = new MemoryStorage();

        Place(String root) {
            this.root = root;
        }

        @Override
        public Opened open() {
            return Opened.of(new DriveStorage(world.service(root, chunkBytes()), side, "dropbox"));
        }

        @Override
        public void follow(FaultScript script) {
            world.server.follow(script);
        }

        @Override
        public int chunkBytes() {
            return 1000;
        }

        @Override
        public List<String> leaked() {
            return world.fake.files().stream()
                    .filter(path -> !path.startsWith("/Apps/Photos/"))
                    .toList();
        }

        @Override
        public void close() {
            world.server.follow(FaultScript.none());
        }
    }
}
