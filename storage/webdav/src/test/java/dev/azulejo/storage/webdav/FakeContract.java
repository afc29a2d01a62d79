package dev.azulejo.storage.webdav;

import dev.azulejo.storage.Storage;
import dev.azulejo.storage.testkit.StorageContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/// The contract on a double with some quirks.
abstract class FakeContract extends StorageContract {
    private final Quirk[] quirks;
    private final List<FakePlace> opened = new ArrayList<>();

    FakeContract(Quirk... quirks) {
        this.quirks = quirks;
    }

    @Override
    public Storage emptyStorage() {
        var place = place(new DavFake(quirks));
        opened.add(place);
        return place.open("photos");
    }

    FakePlace place(DavFake fake) {
        return new FakePlace(fake);
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 5 << 20;
    }

    @AfterEach
    void close() {
        opened.forEach(FakePlace::close);
    }
}
