package dev.azulejo.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// A jar with nothing in it but a class path: those of all libraries that one module needs, such as the command. Behind
/// all of them its warnings would go to the server's log, which is only there when the server runs.
final class CommandJar {
    private CommandJar() {}

    /// @param app has `lib/`, and gets the jar
    /// @param name of the jar, such as `command.jar`
    /// @param module whose class path it is, such as `azulejo-cli`
    /// @param bom says what needs what
    /// @param silence a further file in `lib/`, which the command has and the server has not
    /// @throws IOException when a library is not there
    static void write(Path app, String name, String module, JsonNode bom, String silence) throws IOException {
        var names = new TreeSet<>(needed(module, bom));
        names.add(silence);
        for (var library : names) {
            if (!Files.exists(app.resolve("lib").resolve(library))) {
                throw new IOException("%s needs %s, and the release has none".formatted(module, library));
            }
        }
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.CLASS_PATH, "lib/" + String.join(" lib/", names));
        try (var out = new JarOutputStream(Files.newOutputStream(app.resolve(name)))) {
            var entry = new JarEntry(JarFile.MANIFEST_NAME);
            entry.setTime(0);
            out.putNextEntry(entry);
            manifest.write(out);
        }
    }

    private static Set<String> needed(String module, JsonNode bom) throws IOException {
        var files = new HashMap<String, String>();
        var open = new ArrayDeque<String>();
        for (var component : bom.path("components")) {
            var ref = component.path("bom-ref").asText();
            files.put(ref, Bom.fileName(component));
            if (component.path("name").asText().equals(module)) {
                open.add(ref);
            }
        }
        if (open.isEmpty()) {
            throw new IOException("the bill of materials has no " + module);
        }
        var dependencies = new HashMap<String, JsonNode>();
        for (var dependency : bom.path("dependencies")) {
            dependencies.put(dependency.path("ref").asText(), dependency.path("dependsOn"));
        }
        var needed = new HashSet<String>();
        while (!open.isEmpty()) {
            var ref = open.remove();
            if (needed.add(files.get(ref)) && dependencies.containsKey(ref)) {
                dependencies.get(ref).forEach(next -> open.add(next.asText()));
            }
        }
        return needed;
    }
}
