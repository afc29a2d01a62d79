package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Google Drive with random faults.
class GoogleDriveFaultTest extends FaultContract {
    private static DriveOnTheWire drive;

    @BeforeAll
    static void start() {
        drive = new DriveOnTheWire(3);
    }

    @AfterAll
    static void stop() {
        drive.close();
    }

    @Override
    protected FaultedPlace emptyPlace() {
        return new Place();
    }

    /// One after the other, each with all of the drive for itself.
    private static final class Place implements FaultedPlace {
        private final MemoryStorage side = new MemoryStorage();

        @Override
        public Opened open() {
            return Opened.of(drive.storageInSmallChunks(side));
        }

        @Override
        public void follow(FaultScript script) {
            drive.server.follow(script);
        }

        @Override
        public int chunkBytes() {
            return DriveOnTheWire.SMALLEST_CHUNK;
        }

        /// The drive allows any name twice, and here none should be. What was removed lies in the trash,
        /// where its owner looks for it.
        @Override
        public List<String> leaked() {
            var names = new ArrayList<>(drive.fake.names());
            new LinkedHashSet<>(names).forEach(names::remove);
            return names;
        }

        @Override
        public void close() {
            drive.server.follow(FaultScript.none());
            drive.fake.clear();
        }
    }
}
