package dev.azulejo.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;

/// The licences and notices that jars carry, where people find them.
final class Licences {
    private static final Pattern TEXT = Pattern.compile(
            "(META-INF/)?(licen[cs]es?/)?(licen[cs]e|notice|copying|third.?party.?notices?)[^/]*",
            Pattern.CASE_INSENSITIVE);

    private Licences() {}

    /// Copies the texts of `jar` into a folder of its name below `folder`; none, where it has none.
    static void copy(Path jar, Path folder) throws IOException {
        var texts = folder.resolve(jar.getFileName().toString().replaceFirst("[.]jar$", ""));
        try (var file = new JarFile(jar.toFile())) {
            for (var entry : (Iterable<JarEntry>) file.stream()::iterator) {
                if (!entry.isDirectory()
                        && !entry.getName().endsWith(".class")
                        && TEXT.matcher(entry.getName()).matches()) {
                    var name = entry.getName().replaceFirst("^META-INF/", "").replace('/', '-');
                    Files.createDirectories(texts);
                    try (var text = file.getInputStream(entry)) {
                        Files.write(texts.resolve(name), text.readAllBytes());
                    }
                }
            }
        }
    }
}
