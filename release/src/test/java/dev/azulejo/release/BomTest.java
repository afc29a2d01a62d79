package dev.azulejo.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BomTest {
    @TempDir
    Path image;

    private Path ofJava = Path.of("");

    @BeforeEach
    void aRelease() throws IOException {
        file("app/lib/org.example.some-lib-1.2.jar", "");
        file("app/lib/modified-org.example.some-lib-1.2.jar", "");
        file("runtime/release", "JAVA_VERSION=\"25.0.3\"\nJAVA_RUNTIME_VERSION=\"25.0.3+9\"\n");
        file("natives/libvips/img-sharp-libvips-9.so", "vips");
        file("natives/onnxruntime/libonnxruntime.so", "onnx");
        var weights = "\"weights\": {\"file\": \"model.onnx\", \"licence\": \"MIT\", \"origin\": \"somebody\"}";
        file("models/here/card.json", "{\"id\": \"here\", \"version\": \"1\", %s}".formatted(weights));
        file("models/here/model.onnx", "weights");
        file("models/elsewhere/card.json", "{\"id\": \"elsewhere\", \"version\": \"1\", %s}".formatted(weights));
        ofJava = file(
                "bom.json",
                "{\"components\": [{\"group\": \"org.example\", \"name\": \"some-lib\", \"version\": \"1.2\"}]}");
    }

    private Path file(String name, String text) throws IOException {
        var file = image.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void namesJavaLibrariesInCAndTheModelsThatAreThere() throws IOException {
        new Bom(image, Platform.LINUX_X64).write(ofJava);
        var components = new ObjectMapper()
                .readTree(image.resolve("sbom.cdx.json").toFile())
                .path("components");
        assertThat(StreamSupport.stream(components.spliterator(), false))
                .extracting(component -> component.path("name").asText() + " " + licence(component))
                .containsExactly(
                        "some-lib ",
                        "OpenJDK GPL-2.0-only WITH Classpath-exception-2.0",
                        "libvips/img-sharp-libvips-9.so LGPL-3.0-or-later",
                        "here MIT");
        assertThat(components.get(1).path("version").asText()).isEqualTo("25.0.3+9");
    }

    private static String licence(JsonNode component) {
        return component.path("licenses").path(0).path("expression").asText();
    }

    @Test
    void aJarThatItDoesNotNameIsRefused() throws IOException {
        file("app/lib/org.example.other-1.jar", "");
        assertThatIOException()
                .isThrownBy(() -> new Bom(image, Platform.LINUX_X64).write(ofJava))
                .withMessageContaining("org.example.other-1");
    }
}
