package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.imaging.LibvipsFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The command as a process of its own, with a cache that is empty but for the library of libvips.
final class Azulejo {
    private final Path caches;

    /// @param folder for its cache
    Azulejo(Path folder) {
        caches = folder.resolve("caches");
        var cache = caches.resolve("azulejo");
        var fetched = Checkout.USER_CACHE.resolve("libvips");
        // Fetches it, unless the system has one or it was fetched before.
        var ignored = new LibvipsFinder(
                        Optional.ofNullable(System.getenv("AZULEJO_LIBVIPS")).map(Path::of), Checkout.USER_CACHE)
                .find();
        try {
            Files.createDirectories(cache);
            if (Files.isDirectory(fetched)) {
                Files.createSymbolicLink(cache.resolve("libvips"), fetched);
            }
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
        var ended = Program.run(command, Map.of("XDG_CACHE_HOME", caches.toString()));
        assertThat(ended.status())
                .as("%s said: %s", List.of(arguments), ended.errors())
                .isZero();
        return ended.output();
    }
}
