package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Precondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Metadata and etags: bound to what we wrote, not to what lies there.
class MetadataTest {
    @TempDir
    Path root;

    @TempDir
    Path side;

    private FileStorage storage() {
        return new FileStorage(root, side, Durability.SYNCED);
    }

    private void write(String key, Map<String, String> metadata) {
        try (var pending = storage().write(key, metadata)) {
            pending.commit();
        }
    }

    private Map<String, String> metadata(String key) {
        return storage().stat(key).orElseThrow().metadata();
    }

    private long entries() throws IOException {
        try (var files = Files.walk(side.resolve("metadata"))) {
            return files.filter(Files::isRegularFile).count();
        }
    }

    @Test
    void isReadByAnyStorageOfTheSameSide() {
        write("a", Map.of("job", "1"));
        assertThat(metadata("a")).isEqualTo(Map.of("job", "1"));
    }

    @Test
    void aFileThatSomebodyElsePutThereHasNone() throws IOException {
        write("a", Map.of("job", "1"));
        Files.delete(root.resolve("a"));
        Files.createFile(root.resolve("a"));
        assertThat(metadata("a")).isEmpty();
    }

    @Test
    void aFileThatSomebodyElseChangedHasNone() throws IOException {
        write("a", Map.of("job", "1"));
        Files.writeString(root.resolve("a"), "more");
        assertThat(metadata("a")).isEmpty();
    }

    @Test
    void takesNoMoreRoomThanTheObjectsThatAreThere() throws IOException {
        for (int round = 0; round < 5; round++) {
            write("a", Map.of("job", Integer.toString(round)));
            write("b", Map.of("job", Integer.toString(round)));
        }
        assertThat(entries()).isEqualTo(2);
        write("a", Map.of());
        storage().delete("b");
        assertThat(entries()).isZero();
    }

    /// Metadata is written before the lock is taken, and others drop what is not their object's.
    @Test
    void whatAnotherCommitHasDroppedIsWrittenAgain() throws IOException, InterruptedException {
        write("a", Map.of("job", "0"));
        var paths = new KeyPaths(root, side);
        var file = root.toRealPath().resolve("a");
        Thread writer;
        try (var _ = KeyLock.hold(paths, file)) {
            writer = Thread.ofPlatform().start(() -> write("a", Map.of("job", "1")));
            while (entries() < 2 || writer.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            new MetadataFolder(paths).forget(file);
            assertThat(entries()).isZero();
        }
        writer.join();
        assertThat(metadata("a")).isEqualTo(Map.of("job", "1"));
    }

    @Test
    void aRefusedCommitLeavesNothing() throws IOException {
        write("mine", Map.of("job", "1"));
        Files.writeString(root.resolve("theirs"), "bytes");
        for (var key : new String[] {"mine", "theirs"}) {
            try (var pending = storage().write(key, Map.of("job", "2"))) {
                assertThat(pending.commit(Precondition.ABSENT)).isFalse();
            }
        }
        assertThat(entries()).isEqualTo(1);
        assertThat(metadata("mine")).isEqualTo(Map.of("job", "1"));
    }

    /// A killed writer leaves an entry for an object that never appeared.
    @Test
    void theNextCommitDropsWhatAKilledWriterHasLeft() throws IOException {
        write("a", Map.of("job", "1"));
        new MetadataFolder(new KeyPaths(root, side))
                .remember(root.toRealPath().resolve("a"), "1-2-3", Map.of("job", "killed"))
                .orElseThrow()
                .close();
        assertThat(metadata("a")).isEqualTo(Map.of("job", "1"));
        write("a", Map.of("job", "2"));
        assertThat(metadata("a")).isEqualTo(Map.of("job", "2"));
        assertThat(entries()).isEqualTo(1);
    }

    @Test
    void aSweepDropsWhatBelongsToFilesThatSomebodyRemoved(@TempDir Path otherRoot) throws IOException {
        write("kept", Map.of("job", "1"));
        write("removed", Map.of("job", "2"));
        try (var pending = new FileStorage(otherRoot, side, Durability.SYNCED).write("of another", Map.of("a", "1"))) {
            pending.commit();
        }
        Files.delete(root.resolve("removed"));
        Files.delete(otherRoot.resolve("of another"));
        for (int part = 0; part < 256; part++) {
            new MetadataFolder(new KeyPaths(root, side)).sweep(part, root);
        }
        assertThat(entries()).isEqualTo(2); // another root may be a disk that is not plugged in
        assertThat(metadata("kept")).isEqualTo(Map.of("job", "1"));
    }

    /// On a kernel whose clock ticks: newer ones may tell times apart that ours did not set.
    @Test
    void theTimeIsOursAndNeverRepeats() throws IOException {
        long before = CommitTime.next();
        storage().put("a", new byte[1]);
        long modified = FileFacts.of(root.resolve("a")).modifiedNanos();
        assertThat(modified).isStrictlyBetween(before, CommitTime.next());
        assertThat(modified % 1_000).isZero();
    }

    /// Of equal bytes and so quickly that the kernel's clock stands still and inodes come back.
    @Test
    void theEtagChangesEachTime() {
        var storage = new FileStorage(root, side, Durability.PROCESS_DEATH);
        var etags = new HashSet<String>();
        for (int round = 0; round < 300; round++) {
            storage.put("a", new byte[1]);
            assertThat(etags.add(storage.stat("a").orElseThrow().etag())).isTrue();
        }
    }
}
