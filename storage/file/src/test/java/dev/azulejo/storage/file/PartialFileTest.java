package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Partial files: they go with their writer, and nothing else goes with them.
class PartialFileTest {
    @TempDir
    Path root;

    private Path stale;

    @BeforeEach
    void aDeadWriterHasLeftAPartialFile() throws IOException {
        stale = Files.createDirectories(root.resolve("photos")).resolve(".azulejo-0123.partial");
        Files.writeString(stale, "half an obj");
    }

    static List<Consumer<FileStorage>> touches() {
        return List.of(
                storage -> storage.write("photos/a", Map.of()).close(),
                storage -> storage.stat("photos/a"),
                storage -> assertThat(storage.list("")).isEmpty(),
                storage -> storage.list("photos/a").close(),
                storage -> storage.delete("photos/a"));
    }

    @ParameterizedTest
    @MethodSource("touches")
    void isDeletedByTheNextStorageThatTouchesTheFolder(Consumer<FileStorage> touch) {
        touch.accept(new FileStorage(root));
        assertThat(stale).doesNotExist();
    }

    @Test
    void isNoObject() {
        assertThat(new FileStorage(root).list("")).isEmpty();
    }

    @Test
    void isKeptWhileItsWriterLives() throws IOException {
        try (var pending = new FileStorage(root).write("photos/a", Map.of())) {
            pending.write(new byte[100_000]);
            touches().forEach(touch -> touch.accept(new FileStorage(root)));
            pending.commit();
        }
        assertThat(root.resolve("photos/a")).hasSize(100_000);
    }

    @Test
    void aFileOfAnotherNameOrKindIsNotOurs() throws IOException {
        var others = List.of(root.resolve("photos/.azulejo-x"), root.resolve("photos/a.partial"));
        for (var other : others) {
            Files.writeString(other, "somebody's");
        }
        var folder = Files.createDirectory(root.resolve("photos/.azulejo-folder.partial"));
        var link = Files.createSymbolicLink(root.resolve("photos/.azulejo-link.partial"), others.getFirst());
        new FileStorage(root).stat("photos/a");
        assertThat(others).allMatch(Files::exists);
        assertThat(folder).exists();
        assertThat(link).exists();
    }

    @Test
    void leavesNoFolderThatWasMadeForIt() throws IOException {
        Files.createDirectory(root.resolve("empty"));
        new FileStorage(root).write("empty/new/newer/a", Map.of()).close();
        assertThat(root.resolve("empty")).isEmptyDirectory();
    }

    @Test
    void aDeleteRemovesTheFoldersThatItEmpties() {
        var storage = new FileStorage(root);
        storage.put("jobs/1/tiles/0", new byte[1]);
        storage.put("jobs/2/tiles/0", new byte[1]);
        storage.delete("jobs/1/tiles/0");
        assertThat(root.resolve("jobs/1")).doesNotExist();
        assertThat(root.resolve("jobs/2/tiles/0")).exists();
        storage.delete("jobs/2/tiles/0");
        assertThat(root.resolve("jobs")).doesNotExist();
        assertThat(root).exists();
    }

    @Test
    void aWriterMakesItsFolderAgainWhenADeleteBesideItRemovesIt() throws Exception {
        var storage = new FileStorage(root);
        var beside = CompletableFuture.runAsync(() -> {
            for (int round = 0; round < 300; round++) {
                storage.write("deep/down/below/b", Map.of()).close();
            }
        });
        while (!beside.isDone()) {
            storage.put("deep/down/below/a", new byte[1]);
            storage.delete("deep/down/below/a");
        }
        beside.join();
        // A writer leaves a folder that was there when it began, so the last one may have left that of the last delete.
        storage.put("deep/down/below/a", new byte[1]);
        storage.delete("deep/down/below/a");
        assertThat(root.resolve("deep")).doesNotExist();
    }

    @Test
    void anInterruptedWriterFailsAndLeavesNothing() throws IOException {
        var storage = new FileStorage(root);
        try (var pending = storage.write("interrupted/a", Map.of())) {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(StorageUnavailable.class)
                    .isThrownBy(() -> pending.write(new byte[100_000]))
                    .withMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> pending.write(1));
        }
        assertThat(root.resolve("interrupted")).doesNotExist();
        storage.put("interrupted/a", new byte[1]);
    }
}
