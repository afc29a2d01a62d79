package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginPackageTest {
    @TempDir
    Path cache;

    @Test
    void isFetchedByPipUnderItsNameAndVersion() {
        var commands = new ArrayList<List<String>>();
        var plugin = new PluginPackage(cache, (_, command) -> {
            commands.add(command);
            return 1;
        });
        assertThatIOException().isThrownBy(plugin::pinned).withMessageEndingWith("ended with status 1");
        assertThat(commands)
                .singleElement()
                .satisfies(command ->
                        assertThat(command).contains("pip", "download", "--no-deps", "onnxruntime-ep-openvino==1.8.1"));
    }

    @Test
    void anotherPackageIsNeverLoadedAndLeavesNothing() {
        var plugin = new PluginPackage(cache, (work, _) -> {
            Files.writeString(work.resolve("some.whl"), "of somebody else");
            return 0;
        });
        assertThatThrownBy(plugin::pinned)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageStartingWith(
                        "package onnxruntime-ep-openvino 1.8.1 is not the one this version was built for: its SHA-256 is ");
        assertThat(cache.resolve("openvino")).isEmptyDirectory();
    }

    @Test
    void librariesThatWereChangedAreFetchedAnew() throws Exception {
        var kept = Files.createDirectories(cache.resolve("openvino/" + PluginPackage.VERSION));
        Files.writeString(kept.resolve("libonnxruntime_providers_openvino_plugin.so"), "changed");
        var plugin = new PluginPackage(cache, (_, _) -> 1);
        assertThatIOException().isThrownBy(plugin::pinned);
    }
}
