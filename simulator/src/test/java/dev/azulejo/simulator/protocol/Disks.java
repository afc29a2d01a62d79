package dev.azulejo.simulator.protocol;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.port.Places;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUri;
import dev.azulejo.storage.file.FileStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The three places, and the folder of locks: what is still there when a process has died.
record Disks(JobStorage inbox, JobStorage work, JobStorage outbox, Path locks) implements Places {
    private static final URI INBOX = URI.create("test://inbox/");
    private static final URI OUTBOX = URI.create("test://outbox/");
    static final StorageUri SOURCE = new StorageUri(INBOX, "a.raw");
    static final StorageUri RESULT = new StorageUri(OUTBOX, "a-large.raw");

    static Disks inMemory(Path locks) {
        return new Disks(new MemoryStorage(), new MemoryStorage(), new MemoryStorage(), locks);
    }

    static Disks onDisk(Path folder, Path locks) {
        return new Disks(
                new FileStorage(folder.resolve("inbox")),
                new FileStorage(folder.resolve("work")),
                new FileStorage(folder.resolve("outbox")),
                locks);
    }

    /// The same places for a process whose calls are observed.
    Disks through(Calls calls) {
        return new Disks(
                new ObservedStorage(inbox, calls),
                new ObservedStorage(work, calls),
                new ObservedStorage(outbox, calls),
                locks);
    }

    @Override
    public Storage open(URI place) {
        return place.equals(INBOX) ? inbox : outbox;
    }

    /// The same places for a process that locks elsewhere, so that nothing but the storages keeps it from others.
    Disks lockedBy(Path otherLocks) {
        return new Disks(inbox, work, outbox, otherLocks);
    }

    byte[] result() {
        return bytes(outbox, RESULT.key());
    }

    /// The names of the job's objects, without its folder, in order.
    List<String> objectsOf(JobId job) {
        return keys(work, JobKeys.folder(job)).stream()
                .map(key -> key.substring(JobKeys.folder(job).length()))
                .toList();
    }

    static List<String> keys(Storage storage, String prefix) {
        try (var objects = storage.list(prefix)) {
            return objects.map(ObjectStat::key).toList();
        }
    }

    static byte[] bytes(Storage storage, String key) {
        try (var in = storage.read(key)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
