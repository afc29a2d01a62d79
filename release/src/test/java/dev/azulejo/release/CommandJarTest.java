package dev.azulejo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandJarTest {
    private static final String SILENCE = "org.slf4j.slf4j-nop-2.jar";

    @TempDir
    Path app;

    @BeforeEach
    void libraries() throws IOException {
        Files.createDirectory(app.resolve("lib"));
        for (var name : List.of("a.azulejo-cli-1.jar", "a.core-1.jar", "b.json-2.jar", "c.server-3.jar", SILENCE)) {
            Files.createFile(app.resolve("lib").resolve(name));
        }
    }

    /// The command needs core, that needs json, and back; nothing needs the server.
    private static JsonNode bom() throws IOException {
        return new ObjectMapper().readTree("""
                {"components": [
                  {"bom-ref": "cli", "group": "a", "name": "azulejo-cli", "version": "1"},
                  {"bom-ref": "core", "group": "a", "name": "core", "version": "1"},
                  {"bom-ref": "json", "group": "b", "name": "json", "version": "2"},
                  {"bom-ref": "server", "group": "c", "name": "server", "version": "3"}],
                 "dependencies": [
                  {"ref": "server", "dependsOn": ["cli", "json"]},
                  {"ref": "cli", "dependsOn": ["core"]},
                  {"ref": "core", "dependsOn": ["json"]},
                  {"ref": "json", "dependsOn": ["core"]}]}
                """);
    }

    @Test
    void namesWhatTheCommandNeedsAndNothingElse() throws IOException {
        CommandJar.write(app, "command.jar", "azulejo-cli", bom(), SILENCE);
        try (var jar = new JarFile(app.resolve("command.jar").toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Name.CLASS_PATH))
                    .isEqualTo("lib/a.azulejo-cli-1.jar lib/a.core-1.jar lib/b.json-2.jar lib/" + SILENCE);
        }
    }

    @Test
    void aLibraryThatIsNotThereIsNamed() throws IOException {
        Files.delete(app.resolve("lib/b.json-2.jar"));
        assertThatIOException()
                .isThrownBy(() -> CommandJar.write(app, "command.jar", "azulejo-cli", bom(), SILENCE))
                .withMessageContaining("b.json-2.jar");
    }
}
