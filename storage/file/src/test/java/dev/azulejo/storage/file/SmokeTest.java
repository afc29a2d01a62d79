package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmokeTest {
    @Test
    void roundTrip(@TempDir Path root) throws Exception {
        var storage = new FileStorage(root);
        try (var p = storage.write("a/b", Map.of("k", "v"))) {
            p.write("hi".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            p.commit();
        }
        assertThat(storage.read("a/b").readAllBytes()).hasSize(2);
        System.out.println(storage.list("").toList() + " " + storage.stat("a/b"));
        assertThat(storage.readVersion("a/b", storage.version("a/b")).readAllBytes())
                .hasSize(2);
        assertThat(storage.writeIfAbsent("a/b", new byte[0])).isFalse();
        storage.delete("a/b");
        assertThat(root.resolve("a")).doesNotExist();
    }
}
