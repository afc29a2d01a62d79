package dev.azulejo.imaging.hostile;

import java.util.List;
import java.util.stream.Stream;

/// A file made to cause trouble.
///
/// @param name with the ending of its format
/// @param isRefused whether it must be refused; otherwise a result is made of it
public record HostileFile(String name, byte[] bytes, boolean isRefused) {
    /// All hostile files, each as small as possible.
    public static List<HostileFile> all() {
        return Stream.of(
                        HostilePngs.all(),
                        HostileJpegs.all(),
                        HostileTiffs.all(),
                        HostileFrames.all(),
                        HostileExif.all(),
                        HostileHeifs.all())
                .flatMap(List::stream)
                .toList();
    }

    public static HostileFile named(String name) {
        return all().stream()
                .filter(file -> file.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    public static HostileFile refused(String name, byte[] bytes) {
        return new HostileFile(name, bytes, true);
    }

    public static HostileFile read(String name, byte[] bytes) {
        return new HostileFile(name, bytes, false);
    }
}
