package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nothing leads out of the root, and nothing in it blocks or surprises.
class GuardedRootTest {
    @TempDir
    Path disk;

    private Path root;
    private Path secret;
    private FileStorage storage;

    @BeforeEach
    void aRootBesideASecret() throws IOException {
        root = Files.createDirectory(disk.resolve("root"));
        secret =
                Files.writeString(Files.createDirectory(disk.resolve("outside")).resolve("secret"), "secret");
        storage = new FileStorage(root, disk.resolve("side"), Durability.PROCESS_DEATH);
    }

    private void refusesEachUseOf(String key, Class<? extends StorageFailure> failure) {
        var uses = List.<Runnable>of(
                () -> storage.read(key),
                () -> storage.readVersion(key, "sha256:0"),
                () -> storage.readRange(key, 0, 1),
                () -> storage.write(key, Map.of()),
                () -> storage.stat(key),
                () -> storage.version(key),
                () -> storage.delete(key),
                () -> storage.put(key, new byte[1]),
                () -> storage.writeIfAbsent(key, new byte[1]));
        for (var use : uses) {
            assertThatExceptionOfType(failure).isThrownBy(use::run);
        }
    }

    private List<String> keys() {
        return storage.list("").map(ObjectStat::key).toList();
    }

    @Test
    void followsNoLinkToAFile() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), secret);
        Files.createSymbolicLink(root.resolve("dangling"), disk.resolve("outside/new"));
        refusesEachUseOf("link", StorageDenied.class);
        refusesEachUseOf("dangling", StorageDenied.class);
        assertThat(keys()).isEmpty();
        assertThat(secret).hasContent("secret");
        assertThat(disk.resolve("outside/new")).doesNotExist();
    }

    @Test
    void followsNoLinkToAFolder() throws IOException {
        Files.createSymbolicLink(root.resolve("link"), secret.getParent());
        Files.createSymbolicLink(root.resolve("loop"), root);
        refusesEachUseOf("link/secret", StorageDenied.class);
        refusesEachUseOf("link/new/new", StorageDenied.class);
        refusesEachUseOf("loop/a", StorageDenied.class);
        assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> storage.list("link/"));
        assertThat(keys()).isEmpty();
        assertThat(disk.resolve("outside")).isDirectoryNotContaining("glob:**new");
    }

    @Test
    void theRootItselfMayBeALink() throws IOException {
        storage = new FileStorage(Files.createSymbolicLink(disk.resolve("linked"), root));
        storage.put("a/b", new byte[1]);
        assertThat(root.resolve("a/b")).exists();
        assertThat(keys()).containsExactly("a/b");
        storage.delete("a/b");
        assertThat(root).exists();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void doesNotWaitAtAPipe() throws Exception {
        assertThat(new ProcessBuilder("mkfifo", root.resolve("pipe").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(new ProcessBuilder(
                                "mkfifo", root.resolve(".azulejo-1.partial").toString())
                        .start()
                        .waitFor())
                .isZero();
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> refusesEachUseOf("pipe", StorageDenied.class));
        assertThat(keys()).isEmpty();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void listsNoNameThatNobodyCouldRead() throws Exception {
        var odd = "touch $'not-utf-8-\\xff' $'new\\nline' 'back\\slash' fine";
        assertThat(new ProcessBuilder("bash", "-c", odd)
                        .directory(root.toFile())
                        .start()
                        .waitFor())
                .isZero();
        assertThat(keys()).containsExactly("fine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".azulejo",
                ".azulejo/locks/00",
                "a/.azulejo/b",
                ".azulejo-0123.partial",
                "a/.azulejo-x",
                ".AZULEJO/a"
            })
    void refusesTheNamesThatAreOurs(String key) {
        refusesEachUseOf(key, InvalidKey.class);
        assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> storage.list(key + "/"));
    }

    @Test
    void hidesItsOwnFolderWhereverItLies() {
        storage = new FileStorage(root, root.resolve("cache/ours"), Durability.PROCESS_DEATH);
        storage.put("cache/a", new byte[1]);
        refusesEachUseOf("cache/ours/locks/00", InvalidKey.class);
        assertThat(keys()).containsExactly("cache/a");
        storage = new FileStorage(root);
        storage.put("b", new byte[1]);
        assertThat(root.resolve(".azulejo")).exists();
        assertThat(keys()).contains("b").noneMatch(key -> key.startsWith(".azulejo"));
    }

    @Test
    void refusesANameThatIsTooLongForAFile() {
        refusesEachUseOf("a/" + "x".repeat(256), InvalidKey.class);
        refusesEachUseOf("ä".repeat(128), InvalidKey.class);
        storage.put("x".repeat(255), new byte[1]);
        storage.put("ä".repeat(127) + "/a", new byte[1]);
        assertThat(keys()).hasSize(2);
    }

    @Test
    void aRootThatIsAFileIsRefused() {
        storage = new FileStorage(secret, disk.resolve("side"), Durability.PROCESS_DEATH);
        refusesEachUseOf("a", StorageDenied.class);
        assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> storage.list(""));
    }

    @Test
    void readingMakesNothing() {
        root = disk.resolve("not/there/yet");
        storage = new FileStorage(root);
        assertThat(storage.exists("a")).isFalse();
        assertThat(keys()).isEmpty();
        storage.delete("a");
        assertThat(disk.resolve("not")).doesNotExist();
        storage.put("a", new byte[1]);
        assertThat(root.resolve("a")).exists();
    }

    @Test
    void putsNothingAmongTheUsersFilesButObjects() throws IOException {
        storage.put("a", new byte[1]);
        try (var pending = storage.write("b/c", Map.of("job", "1"))) {
            pending.commit();
        }
        storage.delete("a");
        try (var files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(root.resolve("b/c"));
        }
    }
}
