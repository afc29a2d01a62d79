package dev.azulejo.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// A jar that carries native libraries for many platforms. A release has those of its own beside it, where
/// they need not be unpacked at each start, and none of the others, which are three quarters of its size.
///
/// @param artifact how the jar's name goes on after the group, up to the version
/// @param natives a regular expression of all names of libraries in it
/// @param wanted a regular expression of the platform's
/// @param target where they go below the folder of natives; a name that ends with `/` is a folder
record NativeJar(String artifact, String natives, String wanted, String target) {
    /// As the launcher hands them to the libraries: see `run-java.sh`.
    static List<NativeJar> of(Platform platform) {
        return List.of(
                new NativeJar(
                        ".onnxruntime-",
                        "ai/onnxruntime/native/.*",
                        "ai/onnxruntime/native/%s/[^/]+[.](so|dylib)".formatted(platform.onnxRuntime),
                        "onnxruntime/"),
                new NativeJar(
                        ".zstd-jni-",
                        "(aix|darwin|freebsd|linux|win)/.*",
                        "%s/[^/]+[.](so|dylib)".formatted(platform.zstd),
                        "libzstd-jni"));
    }

    boolean is(Path jar) {
        return jar.getFileName().toString().contains(artifact);
    }

    /// Copies `jar` without libraries, and the wanted ones below `folder`.
    ///
    /// @throws IOException when the jar has none for the platform, too
    void split(Path jar, Path copy, Path folder) throws IOException {
        int found = 0;
        try (var in = new JarFile(jar.toFile());
                var out = new JarOutputStream(Files.newOutputStream(copy))) {
            for (var entry : (Iterable<JarEntry>) in.stream()::iterator) {
                var name = entry.getName();
                if (name.matches(wanted)) {
                    found++;
                    var library = folder.resolve(
                            target.endsWith("/") ? target + name.substring(name.lastIndexOf('/') + 1) : target);
                    Files.createDirectories(library.getParent());
                    try (var bytes = in.getInputStream(entry)) {
                        Files.copy(bytes, library);
                    }
                } else if (!name.matches(natives)) {
                    var same = new JarEntry(name);
                    same.setTimeLocal(entry.getTimeLocal());
                    out.putNextEntry(same);
                    try (var bytes = in.getInputStream(entry)) {
                        bytes.transferTo(out);
                    }
                }
            }
        }
        if (found == 0) {
            throw new IOException("%s has no library for this platform (%s)".formatted(jar.getFileName(), wanted));
        }
    }
}
