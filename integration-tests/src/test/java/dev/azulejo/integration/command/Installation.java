package dev.azulejo.integration.command;

import dev.azulejo.imaging.fetch.LibvipsFinder;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.integration.Checkout;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// What the tests start: the classes under test, with the options of the launcher for small images, and with native
/// libraries unpacked and old class files upgraded once, as it does it: so that a run starts quickly, and one that is
/// killed leaves nothing in the folder for temporary files.
final class Installation {

    /// The library that all runs share, whose caches are their own: none of them has to fetch it.
    static final LibvipsChoice LIBVIPS = libvips();

    /// For what is made once for all tests.
    static final Path FOLDER = Checkout.ROOT.resolve("integration-tests/target/command");
    static final String CLASSPATH = classpath();
    private static final List<String> BRIEFLY = launcherSays("BRIEFLY");

    /// What the launcher says to the compilers where a run takes long; it takes back what is said where one ends soon.
    static final List<String> LONG = Stream.concat(Stream.of("-XX:TieredStopAtLevel=4"), launcherSays("JIT").stream())
            .toList();

    private static final Path ONNXRUNTIME = unpacked("onnxruntime-", "ai/onnxruntime/native/");
    private static final Path ZSTD = unpacked("zstd-jni-", "");

    private Installation() {}

    /// The command line of a JVM up to the name of the class.
    static List<String> java(String classPath) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-cp",
                classPath,
                "-Dazulejo.home=" + Checkout.ROOT,
                "-Donnxruntime.native.path=" + ONNXRUNTIME,
                "-DZstdNativePath=" + ZSTD.resolve(onlyName(ZSTD)),
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.reflect.useNativeAccessorOnly=true",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData"));
        command.addAll(BRIEFLY);
        return command;
    }

    private static List<String> launcherSays(String name) {
        try {
            var said = Pattern.compile("(?m)^%s='([^']+)'".formatted(name))
                    .matcher(Files.readString(Checkout.ROOT.resolve(".mvn/run-java.sh")));
            if (!said.find()) {
                throw new IllegalStateException("the launcher no longer has " + name);
            }
            return List.of(said.group(1).split("\\s+"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LibvipsChoice libvips() {
        var library = new LibvipsFinder(Checkout.LIBVIPS, Checkout.USER_CACHE).find(); // fetches it where there is none
        if (!library.choice().equals(LibvipsChoice.PINNED)) {
            return library.choice();
        }
        try (var files = Files.walk(Checkout.USER_CACHE.resolve("libvips"))) {
            return files.filter(file -> file.endsWith("libvips") && Files.isRegularFile(file))
                    .findFirst()
                    .map(LibvipsChoice.Named::new)
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Ours without what only tests need: a run must not lean on that.
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        !entry.matches(".*(test-classes|junit|archunit|assertj|surefire|testkit|playwright).*"))
                .map(Installation::upgraded)
                .collect(Collectors.joining(File.pathSeparator));
    }

    /// That one has class files that no cache for starts takes as they are.
    private static String upgraded(String entry) {
        var jar = Path.of(entry);
        if (!String.valueOf(jar.getFileName()).startsWith("picocli-")) {
            return entry;
        }
        try {
            var folder = Files.createDirectories(FOLDER.resolve("upgraded"));
            var copy = Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var tool = Checkout.ROOT.resolve(".mvn/ClassFileUpgrade.java").toString();
            int exitCode = new ProcessBuilder(java, tool, folder.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("%s ended with %d".formatted(tool, exitCode));
            }
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while class files are upgraded", e);
        }
    }

    /// The libraries for this machine from the jar whose name starts so.
    private static Path unpacked(String jarName, String prefix) {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        boolean mac = System.getProperty("os.name").startsWith("Mac");
        var platform = jarName.startsWith("onnx")
                ? (mac ? "osx-" : "linux-") + (arm ? "aarch64/" : "x64/")
                : (mac ? "darwin/" : "linux/") + (arm ? "aarch64/" : mac ? "x86_64/" : "amd64/");
        var jar = Arrays.stream(CLASSPATH.split(File.pathSeparator))
                .filter(entry -> String.valueOf(Path.of(entry).getFileName()).startsWith(jarName))
                .findFirst()
                .orElseThrow();
        try (var zip = new ZipFile(jar)) {
            var folder = Files.createDirectories(FOLDER.resolve(jarName + "natives"));
            for (var entry : zip.stream()
                    .filter(found -> found.getName().matches(prefix + platform + "[^/]+"))
                    .toList()) {
                var target = folder.resolve(entry.getName().substring((prefix + platform).length()));
                if (!Files.exists(target) || Files.size(target) != entry.getSize()) {
                    try (var in = zip.getInputStream(entry)) {
                        Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path onlyName(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> !file.toString().endsWith(".sym"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
