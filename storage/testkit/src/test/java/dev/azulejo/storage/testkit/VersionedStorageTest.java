package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import org.junit.jupiter.api.Test;

class VersionedStorageTest extends JobStorageContract {
    @Override
    public JobStorage emptyStorage() {
        return new VersionedStorage();
    }

    @Test
    void olderVersionsStayAlsoWhenTheObjectIsDeleted() {
        var storage = new VersionedStorage();
        Stored.put(storage, "a", "one");
        var first = storage.version("a");
        Stored.put(storage, "a", "two!");
        var second = storage.version("a");
        storage.delete("a");
        assertThat(storage.exists("a")).isFalse();
        assertThat(storage.statVersion("a", first).map(ObjectStat::bytes)).contains(3L);
        assertThat(storage.readVersion("a", second)).hasContent("two!");
    }
}
