package dev.azulejo.release;

import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.local.UserCache;
import dev.azulejo.imaging.fetch.BundledLibvips;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Lays out a release in a folder, which then becomes an archive, a package and an image.
///
/// | below it | what |
/// |---|---|
/// | `bin/azulejo` | starts the command |
/// | `app/` | the server's build, which has all of the command in it, and the laboratory |
/// | `runtime/` | Java |
/// | `natives/` | libvips, ONNX Runtime, Zstandard, and a C++ library for systems that have none |
/// | `models/` | as in the repository: cards, weights, licences, and the scripts that bring more |
/// | `licences/` | of all that is inside |
/// | `sbom.cdx.json` | what is inside |
public final class Main {
    private static final List<String> CXX = List.of("libstdc++.so.6", "libgcc_s.so.1");
    private static final List<Path> CXX_FOLDERS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/aarch64-linux-gnu"),
            Path.of("/lib/x86_64-linux-gnu"),
            Path.of("/lib/aarch64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/lib64"));

    private final Path checkout;
    private final Path image;
    private final Platform platform;
    private final Instant time;

    private Main(Path checkout, Path image, Platform platform, Instant time) {
        this.checkout = checkout;
        this.image = image;
        this.platform = platform;
        this.time = time;
    }

    /// @param arguments the checkout, which has a build of `server`; the folder to make; the platform; the time of all
    ///     files; `XDG_CACHE_HOME=…` and `HOME=…`, as they are set
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 6) {
            throw new IllegalArgumentException("usage: Main CHECKOUT FOLDER PLATFORM TIME XDG_CACHE_HOME=… HOME=…");
        }
        new Main(Path.of(arguments[0]), Path.of(arguments[1]), Platform.of(arguments[2]), Instant.parse(arguments[3]))
                .lay(arguments[4], arguments[5]);
    }

    private void lay(String cacheHome, String home) throws IOException {
        Trees.delete(image);
        Files.createDirectories(image);
        var cache = PrivateFolder.made(UserCache.of(Map.of(
                "XDG_CACHE_HOME", cacheHome.substring("XDG_CACHE_HOME=".length()),
                "HOME", home.substring("HOME=".length()))));
        JavaRuntime.make(image.resolve("runtime"), platform, cache);
        layClasses();
        layOwn("azulejo-quality-", "dev.azulejo.");
        var silence = layOwn("slf4j-nop-", "org.slf4j.");
        BundledLibvips.main(
                new String[] {platform.text, image.resolve("natives/libvips").toString(), libvipsCache(cacheHome), home
                });
        if (platform.isLinux() && platform.isThisMachine()) {
            layCxx();
        }
        Trees.copy(checkout.resolve("models"), image.resolve("models"));
        Trees.copy(checkout.resolve("release/src/main/licences"), image.resolve("licences"));
        copy("LICENSE", "LICENSE");
        copy("NOTICE", "NOTICE");
        copy(".mvn/run-java.sh", "app/run-java.sh");
        copy("release/src/main/launcher/azulejo", "bin/azulejo");
        var bom = new Bom(image, platform).write(checkout.resolve("release/target/bom.json"));
        CommandJar.write(image.resolve("app"), "command.jar", "azulejo-cli", bom, silence);
        CommandJar.write(image.resolve("app"), "quality.jar", "azulejo-quality", bom, silence);
        Trees.date(image, time);
        if (platform.isThisMachine()) {
            JavaRuntime.addStartArchive(image.resolve("runtime"));
            Trees.date(image, time);
        }
    }

    /// That of the user for what runs here. What runs elsewhere has one below this build: nothing on this machine can
    /// load it.
    private String libvipsCache(String cacheHome) throws IOException {
        return platform.isThisMachine()
                ? cacheHome
                : "XDG_CACHE_HOME="
                        + Files.createDirectories(image.resolveSibling("cache").toAbsolutePath());
    }

    private void layClasses() throws IOException {
        var built = checkout.resolve("server/target");
        var libraries = Files.createDirectories(image.resolve("app/lib"));
        var natives = image.resolve("natives");
        for (var jar : Trees.files(built.resolve("lib"))) {
            var copy = libraries.resolve(jar.getFileName());
            var native_ =
                    NativeJar.of(platform).stream().filter(file -> file.is(jar)).findFirst();
            if (native_.isPresent()) {
                native_.get().split(jar, copy, natives);
            } else {
                Files.copy(jar, copy);
            }
            Licences.copy(jar, image.resolve("licences/jars"));
        }
        RunnerJar.copy(runner(built), image.resolve("app/azulejo.jar"));
    }

    /// Lays a library that the server's libraries are without: the laboratory, and a binding that drops the log of the
    /// command's HTTP client.
    ///
    /// @param start of the name of its jar
    /// @param group before that name in `app/lib`
    /// @return its name in `app/lib`
    private String layOwn(String start, String group) throws IOException {
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var jar = Path.of(entry);
            if (jar.getFileName().toString().startsWith(start)) {
                var name = group + jar.getFileName();
                Files.copy(jar, image.resolve("app/lib").resolve(name));
                return name;
            }
        }
        throw new IOException(start + "* is not among the dependencies of this module");
    }

    private static Path runner(Path built) throws IOException {
        try (var jars = Files.list(built)) {
            var found =
                    jars.filter(file -> file.toString().endsWith("-runner.jar")).toList();
            if (found.size() != 1) {
                throw new IOException(
                        "%s has %d builds of the server, and needs one: ./mvnw clean".formatted(built, found.size()));
            }
            return found.getFirst();
        }
    }

    /// That of the machine that builds: it serves systems as new as this one, or newer.
    private void layCxx() throws IOException {
        var target = Files.createDirectories(image.resolve("natives/cxx"));
        for (var name : CXX) {
            var library = CXX_FOLDERS.stream()
                    .map(folder -> folder.resolve(name))
                    .filter(Files::exists)
                    .findFirst()
                    .orElseThrow(
                            () -> new IOException("this machine has no %s to put into the release".formatted(name)));
            Files.copy(library, target.resolve(name));
        }
    }

    private void copy(String from, String to) throws IOException {
        var target = image.resolve(to);
        Files.createDirectories(target.getParent());
        Files.copy(checkout.resolve(from), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
}
