package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.drives.DriveStorage;
import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.wire.FaultScript;
import java.util.List;

/// OneDrive with random faults, at the API and where bytes are.
class OneDriveFaultTest extends FaultContract {
    @Override
    protected FaultedPlace emptyPlace() {
        return new Place();
    }

    private static final class Place implements FaultedPlace {
        private final DriveOnTheWire drive = new DriveOnTheWire();
        private final MemoryStorage memory = new MemoryStorage();

        @Override
        public Opened open() {
            return Opened.of(new DriveStorage(drive.service("in"), memory, "onedrive"));
        }

        @Override
        public void follow(FaultScript script) {
            drive.api.follow(script);
            drive.content.follow(script);
        }

        @Override
        public int chunkBytes() {
            return DriveOnTheWire.CHUNK;
        }

        /// Uploads that have not ended do so by themselves, and nobody sees anything of them; names are there once.
        @Override
        public List<String> leaked() {
            return drive.fake.paths().stream()
                    .filter(path -> !path.startsWith("in/"))
                    .toList();
        }

        @Override
        public boolean tellsWhatIsGone() {
            return false;
        }

        @Override
        public void close() {
            drive.close();
        }
    }
}
