package dev.azulejo.functions;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// `target/function.zip`, the thing that is deployed.
final class FunctionZip {
    static final Path FILE = Path.of("target", "function.zip").toAbsolutePath();

    private FunctionZip() {}

    static List<String> entries() throws IOException {
        try (var zip = new ZipFile(FILE.toFile())) {
            return zip.stream().map(entry -> entry.getName()).toList();
        }
    }

    /// As Lambda does into `/var/task`.
    static void unpack(Path folder) throws IOException {
        try (var zip = new ZipFile(FILE.toFile())) {
            zip.stream().filter(entry -> !entry.isDirectory()).forEach(entry -> {
                var file = folder.resolve(entry.getName()).normalize();
                if (!file.startsWith(folder)) {
                    throw new IllegalStateException(entry.getName());
                }
                try (var in = zip.getInputStream(entry)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(in, file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// The class path of an unpacked zip and of [FunctionRunner], as jars: archives of classes are refused for folders.
    ///
    /// @param made where jars are made
    static String jars(Path task, Path made) throws IOException {
        var paths = new ArrayList<Path>();
        try (var files = Files.walk(task)) {
            var own = files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(task.resolve("lib")) && !file.startsWith(task.resolve("libvips")))
                    .toList();
            paths.add(jar(made.resolve("task.jar"), task, own));
        }
        try (var libraries = Files.list(task.resolve("lib"))) {
            libraries.sorted().forEach(paths::add);
        }
        var tests = Path.of("target", "test-classes").toAbsolutePath();
        var driver = Stream.of(FunctionRunner.class, TestContext.class)
                .map(type -> tests.resolve(type.getName().replace('.', '/') + ".class"))
                .toList();
        paths.add(jar(made.resolve("driver.jar"), tests, driver));
        return paths.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    private static Path jar(Path jar, Path root, List<Path> files) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (var file : files) {
                out.putNextEntry(new JarEntry(root.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }
}
