package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.imaging.LibvipsFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command as a process of its own, with a cache that is empty but for the library of libvips.
final class Azulejo {
    private static final Optional<Path> LIBVIPS = libvips();

    private final Map<String, String> environment = new HashMap<>();

    /// @param folder for its cache
    Azulejo(Path folder) {
        environment.put("XDG_CACHE_HOME", folder.resolve("caches").toString());
        LIBVIPS.ifPresent(library -> environment.put("AZULEJO_LIBVIPS", library.toString()));
    }

    /// The library that was named, or fetched before; empty where the system's is found.
    private static Optional<Path> libvips() {
        var named = Optional.ofNullable(System.getenv("AZULEJO_LIBVIPS")).map(Path::of);
        var found = new LibvipsFinder(named, Checkout.USER_CACHE).find(); // fetches it where there is none
        var fetched = Checkout.USER_CACHE.resolve("libvips");
        if (named.isPresent() || found.origin().equals("system")) {
            return named;
        }
        try (var files = Files.walk(fetched, 2)) {
            return files.filter(file -> file.endsWith("libvips") && Files.isRegularFile(file))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs `azulejo enhance` with these arguments; every image must succeed.
    ///
    /// @return what it printed
    String enhance(Object... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "-Dazulejo.home=" + Checkout.ROOT));
        command.addAll(List.of("dev.azulejo.cli.Main", "enhance"));
        for (var argument : arguments) {
            command.add(argument.toString());
        }
        var ended = Program.run(command, environment);
        assertThat(ended.status())
                .as("%s said: %s", List.of(arguments), ended.errors())
                .isZero();
        return ended.output();
    }
}
