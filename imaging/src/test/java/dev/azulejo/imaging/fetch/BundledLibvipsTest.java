package dev.azulejo.imaging.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundledLibvipsTest {
    @TempDir
    private Path root;

    /// A package that contains "library".
    private final PinnedPackage pinned = new PinnedPackage(
            PinnedPackage.Client.NPM,
            "any",
            "@img/some@1",
            "sha512-",
            "package/libvips.so",
            "b718f1354f7247312eca086d9a024afe5fa717ddea5adeddd6f12bcf945b2e8c");

    private PackageCache cache(String content) throws IOException {
        var kept = root.resolve("cache").resolve(pinned.folderName()).resolve("libvips");
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, content);
        return new PackageCache(root.resolve("cache"), (folder, command) -> 1);
    }

    @Test
    void theLibraryIsTheOnlyOneAndNamedByItsPackage() throws IOException {
        var folder = Files.createDirectories(root.resolve("bundle"));
        Files.writeString(folder.resolve("of-an-earlier-build.so"), "old");

        BundledLibvips.copy(List.of(pinned), folder, cache("library"));

        assertThat(folder.resolve(pinned.folderName() + ".so")).hasContent("library");
        assertThat(folder).isDirectoryNotContaining("glob:**earlier**");
    }

    @Test
    void whatCannotBeFetchedIsToldWithWhatToDo() {
        var empty = new PackageCache(root.resolve("empty"), (folder, command) -> 1);

        assertThatThrownBy(() -> BundledLibvips.copy(List.of(pinned), root.resolve("bundle"), empty))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("put npm or python3 with pip on the PATH")
                .hasMessageContaining("ended with status 1");
    }

    @Test
    void aPlatformThatNobodyPacksForIsTold() {
        var empty = new PackageCache(root.resolve("empty"), (folder, command) -> 1);

        assertThatThrownBy(() ->
                        BundledLibvips.copy(PinnedPackage.forPlatform("plan9-x64"), root.resolve("bundle"), empty))
                .hasMessageContaining("no package has it");
    }
}
