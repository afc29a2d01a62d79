package dev.azulejo.storage.drives.gdrive;

import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Google Drive with random faults.
class GoogleDriveFaultTest extends FaultContract {
    @Override
    protected FaultedPlace emptyPlace() {
        return new Place();
    }

    private static final class Place implements FaultedPlace {
        private final DriveOnTheWire drive = new DriveOnTheWire(3);

        @Override
        public Opened open() {
            return Opened.of(drive.storageInSmallChunks());
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
            drive.close();
        }
    }
}
