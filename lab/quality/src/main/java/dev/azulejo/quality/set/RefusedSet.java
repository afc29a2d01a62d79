package dev.azulejo.quality.set;

import java.nio.file.Path;
import java.util.List;

/// Thrown for a file that is not a valid set.
public final class RefusedSet extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedSet(Path file, List<String> problems) {
        super("%s is not a set of images: %s".formatted(file, String.join("; ", problems)));
    }
}
