package dev.azulejo.release;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.local.PinnedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;

/// What a release is made of, as CycloneDX has it: the libraries of Java as its Maven plugin found them, and what that
/// plugin cannot see: Java itself, libraries in C and the weights of models.
///
/// @param image the release, laid out but for this
record Bom(Path image, Platform platform) {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String GPL_WITH_CLASSPATH = "GPL-2.0-only WITH Classpath-exception-2.0";

    /// @param ofJava what the plugin wrote
    /// @return what it wrote
    /// @throws IOException when a jar of the release is not in it
    JsonNode write(Path ofJava) throws IOException {
        var bom = (ObjectNode) JSON.readTree(ofJava.toFile());
        var components = bom.withArray("components");
        checkJars(components);
        addRuntime(components);
        addLibraries(components);
        addModels(components);
        JSON.writeValue(image.resolve("sbom.cdx.json").toFile(), bom);
        return bom;
    }

    private void checkJars(ArrayNode components) throws IOException {
        var known = new HashSet<String>();
        for (var component : components) {
            known.add(fileName(component));
        }
        var unknown = Trees.files(image.resolve("app/lib")).stream()
                .map(jar -> jar.getFileName().toString().replaceFirst("^modified-", ""))
                .filter(name -> !known.contains(name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IOException("the release has jars that its bill of materials does not name: " + unknown);
        }
    }

    /// As Quarkus names the jar of a library.
    static String fileName(JsonNode component) {
        return "%s.%s-%s.jar"
                .formatted(
                        component.path("group").asText(),
                        component.path("name").asText(),
                        component.path("version").asText());
    }

    private void addRuntime(ArrayNode components) throws IOException {
        var release = new Properties();
        try (var in = Files.newInputStream(image.resolve("runtime/release"))) {
            release.load(in);
        }
        var version = release.getProperty("JAVA_RUNTIME_VERSION", release.getProperty("JAVA_VERSION", ""))
                .replace("\"", "");
        var maker = platform.isThisMachine()
                ? System.getProperty("java.vendor")
                : "PyPI %s %s".formatted(JavaRuntime.PACKAGE, JavaRuntime.PACKAGE_VERSION);
        component(components, "platform", "OpenJDK", version, GPL_WITH_CLASSPATH)
                .put("publisher", maker);
    }

    private void addLibraries(ArrayNode components) throws IOException {
        for (var library : Trees.files(image.resolve("natives"))) {
            var name = image.resolve("natives").relativize(library).toString();
            if (name.startsWith("libvips/")) {
                component(components, "library", name, "", "LGPL-3.0-or-later")
                        .put("description", "libvips and the libraries in it: licences/libvips.md");
            } else if (name.startsWith("cxx/")) {
                component(components, "library", name, "", "GPL-3.0-or-later WITH GCC-exception-3.1");
            } else {
                continue; // is named with its jar
            }
            hash((ObjectNode) components.get(components.size() - 1), library);
        }
    }

    private void addModels(ArrayNode components) throws IOException {
        for (var card : Trees.files(image.resolve("models"))) {
            if (!List.of("card.json", "finder.json", "metric.json")
                    .contains(card.getFileName().toString())) {
                continue;
            }
            var said = JSON.readTree(card.toFile());
            var weights = card.resolveSibling(said.path("weights").path("file").asText());
            if (Files.exists(weights)) { // others are brought on demand
                var licence = said.path("weights").path("licence").asText();
                var component = component(
                        components,
                        "machine-learning-model",
                        said.path("id").asText(),
                        said.path("version").asText(),
                        licence);
                component.put("description", said.path("weights").path("origin").asText());
                hash(component, weights);
            }
        }
    }

    private static ObjectNode component(
            ArrayNode components, String type, String name, String version, String licence) {
        var component = components.addObject().put("type", type).put("name", name);
        if (!version.isEmpty()) {
            component.put("version", version);
        }
        component.putArray("licenses").addObject().put("expression", licence);
        return component;
    }

    private static void hash(ObjectNode component, Path file) throws IOException {
        component
                .putArray("hashes")
                .addObject()
                .put("alg", "SHA-256")
                .put("content", PinnedFile.sha256(Files.newInputStream(file)));
    }
}
