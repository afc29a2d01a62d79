package dev.azulejo.quality.set;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/// Sets whose images come with a package of PyPI, as they are too large to come with the project. The
/// SHA-256 of each image is known, and they are fetched from the index that pip is set up to use.
public enum PackagedSet {
    SCIKIT_IMAGE("scikit-image", "scikit-image==0.26.0", "skimage/data/");

    private final String text;
    private final String requirement;
    private final String inside;

    PackagedSet(String text, String requirement, String inside) {
        this.text = text;
        this.requirement = requirement;
        this.inside = inside;
    }

    public static Optional<PackagedSet> named(String text) {
        return Arrays.stream(values()).filter(set -> set.text.equals(text)).findFirst();
    }

    /// The name by which a user asks for the set.
    public String text() {
        return text;
    }

    /// The package, as pip names it.
    public String requirement() {
        return requirement;
    }

    /// The folder of the images in the package.
    public String inside() {
        return inside;
    }

    /// Writes the set's file without the images, which belong beside it.
    public void write(Path file) throws IOException {
        try (InputStream in = Objects.requireNonNull(PackagedSet.class.getResourceAsStream(text + ".json"))) {
            Files.copy(in, file);
        }
    }
}
