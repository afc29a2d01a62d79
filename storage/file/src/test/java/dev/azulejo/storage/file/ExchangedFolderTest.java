package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Somebody who may write into the root exchanges folders for links that lead out of it, while we work there.
@EnabledOnOs(OS.LINUX) // elsewhere folders cannot be held
class ExchangedFolderTest {
    @TempDir
    Path disk;

    private Path root;
    private Path outside;
    private FileStorage storage;

    @BeforeEach
    void aRootBesideAnotherFolder() throws IOException {
        root = Files.createDirectory(disk.resolve("root"));
        outside = Files.createDirectories(disk.resolve("outside"));
        Files.createDirectories(outside.resolve("empty"));
        for (var name : List.of("kept", "read", "new")) {
            Files.writeString(outside.resolve(name), "secret");
        }
        storage = new FileStorage(root, disk.resolve("side"), Durability.PROCESS_DEATH);
    }

    @Test
    void holdsFoldersOnThisSystem() {
        assertThat(OpenFolders.SUPPORTED).isTrue();
    }

    /// Exchanged between the look at the object and its removal, which waits for a lock.
    @Test
    void deletesNothingOutside() throws Exception {
        storage.put("a/kept", new byte[1]);
        whileItWaits("a/kept", () -> storage.delete("a/kept"));
        assertThat(root.resolve("moved/kept")).doesNotExist();
        assertThatOutsideIsAsItWas();
    }

    @Test
    void removesNoEmptyFolderOutside() throws Exception {
        storage.put("a/empty/1", new byte[1]);
        whileItWaits("a/empty/1", () -> tried(() -> storage.delete("a/empty/1")));
        assertThatOutsideIsAsItWas();
    }

    /// Exchanged between the look at what is there and the rename.
    @Test
    void replacesNothingOutside() throws Exception {
        storage.put("a/new", new byte[1]);
        whileItWaits("a/new", () -> storage.put("a/new", new byte[] {1, 2}));
        assertThat(root.resolve("moved/new")).hasBinaryContent(new byte[] {1, 2});
        assertThatOutsideIsAsItWas();
    }

    /// Runs `use` until it waits for the lock of `key`, exchanges the folder, and lets it go on.
    private void whileItWaits(String key, Runnable use) throws Exception {
        Thread waiting;
        try (var _ = KeyLock.hold(storage.paths(), root.toRealPath().resolve(key))) {
            waiting = Thread.ofPlatform().start(use);
            while (waiting.getState() != Thread.State.WAITING) {
                assertThat(waiting.isAlive()).isTrue();
                Thread.onSpinWait();
            }
            Files.move(root.resolve("a"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("a"), outside);
        }
        waiting.join();
    }

    @Test
    void listsNothingOutside() throws IOException {
        storage.put("a/1", new byte[1]);
        storage.put("b/2", new byte[1]);
        var keys = new ArrayList<String>();
        try (var listed = storage.list("")) {
            var objects = listed.iterator();
            keys.add(objects.next().key());
            Files.move(root.resolve("b"), disk.resolve("b"));
            Files.createSymbolicLink(root.resolve("b"), outside);
            objects.forEachRemaining(object -> keys.add(object.key()));
        }
        assertThat(keys).containsExactly("a/1");
    }

    @Test
    void anObjectInAFolderThatWasExchangedMeanwhileAppearsNowhereElse() throws IOException {
        storage.put("a/1", new byte[1]);
        try (var pending = storage.write("a/new", Map.of())) {
            pending.write(1);
            Files.move(root.resolve("a"), root.resolve("moved"));
            Files.createSymbolicLink(root.resolve("a"), outside);
            pending.commit();
        }
        assertThat(keys()).containsExactly("moved/1", "moved/new");
        assertThatOutsideIsAsItWas();
    }

    @Test
    void ourOwnFolderInTheRootIsNotReachedThroughALinkEither() throws IOException {
        storage = new FileStorage(root);
        Files.createSymbolicLink(root.resolve(".azulejo"), outside);
        tried(() -> {
            try (var pending = storage.write("a", Map.of("job", "1"))) {
                pending.commit();
            }
        });
        assertThatOutsideIsAsItWas();
    }

    @Test
    void theTimeOfAFileOutsideStays() throws IOException {
        var before = Files.getLastModifiedTime(outside.resolve("kept"));
        tried(() -> {
            try (var pending = storage.write("a/1", Map.of())) {
                for (var partial : partials(root.resolve("a"))) {
                    Files.delete(partial);
                    Files.createSymbolicLink(partial, outside.resolve("kept"));
                }
                pending.commit();
            }
        });
        assertThat(Files.getLastModifiedTime(outside.resolve("kept"))).isEqualTo(before);
    }

    private static List<Path> partials(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".partial")).toList();
        }
    }

    private List<String> keys() {
        return storage.list("").map(ObjectStat::key).toList();
    }

    private void assertThatOutsideIsAsItWas() throws IOException {
        try (var files = Files.walk(outside)) {
            assertThat(files.map(file -> outside.relativize(file).toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrder("", "empty", "kept", "read", "new");
        }
        assertThat(outside.resolve("new")).hasContent("secret");
    }

    private interface Use {
        void run() throws IOException;
    }

    private static int tried(Use use) {
        try {
            use.run();
            return 1;
        } catch (IOException | StorageFailure refused) {
            return 0;
        }
    }
}
