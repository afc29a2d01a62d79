package dev.azulejo.storage.drives.dropbox;

import dev.azulejo.storage.testkit.FaultContract;
import dev.azulejo.storage.testkit.FaultedPlace;
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
        return new DropboxFaultedPlace(world, places, root -> world.service(root, DropboxFaultedPlace.CHUNK_BYTES));
    }
}
