package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.python.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// ExifTool, the reader of metadata that others are measured by. npm fetches it once, as pinned in
/// `src/test/node`, into a folder of the user's cache that appears whole, by a rename; Perl runs it.
final class ExifTool {
    private static final Path PINS = Checkout.ROOT.resolve("integration-tests/src/test/node");
    private static final String NEEDED = "tests read metadata with ExifTool and need perl and npm:"
            + " apt install perl npm, or brew install perl node";

    private ExifTool() {}

    /// What is said in each of `files`: by group and name, such as `IFD0:Make`, as text.
    static Map<Path, Map<String, String>> read(List<Path> files) {
        var command = new ArrayList<>(List.of("perl", program().toString()));
        command.addAll(List.of("-json", "-G1", "-a", "-n")); // groups, all of one name, numbers as they are stored
        files.forEach(file -> command.add(file.toString()));
        var ended = Program.run(command, Map.of());
        assertThat(ended.status()).as("exiftool said %s", ended.errors()).isZero();
        try {
            var said = new LinkedHashMap<Path, Map<String, String>>();
            for (var file : new JsonMapper().readTree(ended.output())) {
                var tags = new LinkedHashMap<String, String>();
                file.properties()
                        .forEach(tag -> tags.put(
                                tag.getKey(),
                                tag.getValue().isValueNode()
                                        ? tag.getValue().asText()
                                        : tag.getValue().toString()));
                said.put(Path.of(file.get("SourceFile").asText()), tags);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static synchronized Path program() {
        try {
            var folder = Checkout.USER_CACHE.resolve("exiftool-" + fingerprint());
            if (!Files.isDirectory(folder)) {
                fetch(folder);
            }
            return folder.resolve("node_modules/exiftool-vendored.pl/bin/exiftool");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fetch(Path folder) throws IOException {
        Files.createDirectories(Checkout.USER_CACHE);
        var made = Files.createTempDirectory(Checkout.USER_CACHE, "exiftool-new-");
        try {
            for (var name : List.of("package.json", "package-lock.json")) {
                Files.copy(PINS.resolve(name), made.resolve(name));
            }
            var npm = List.of(
                    "npm",
                    "ci",
                    "--prefix",
                    made.toString(),
                    "--silent",
                    "--ignore-scripts",
                    "--no-audit",
                    "--no-fund");
            var ended = Program.run(npm, Map.of());
            assertThat(ended.status()).as("%s (%s)", NEEDED, ended.errors()).isZero();
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (!Files.isDirectory(folder)) { // else another build was faster
                throw e;
            }
        } finally {
            delete(made);
        }
    }

    private static void delete(Path made) throws IOException {
        if (Files.exists(made)) {
            try (var paths = Files.walk(made)) {
                for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(PINS.resolve("package-lock.json"))), 0, 8);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-2", impossible);
        }
    }
}
