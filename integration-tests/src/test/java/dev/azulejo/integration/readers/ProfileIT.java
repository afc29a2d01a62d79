package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.integration.command.Azulejo;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a file says of its colours, and of how large it is on paper, its result says too.
class ProfileIT {
    private static final List<String> NAMES =
            List.of("srgb", "p3", "large", "grey", "mistaken", "none", "dense", "uneven");

    @TempDir
    private static Path folder;

    private static Map<Path, ReadImage> results = Map.of();

    @BeforeAll
    static void enhance() throws IOException {
        var grey = Files.write(
                folder.resolve("grey.icc"),
                ICC_Profile.getInstance(ColorSpace.CS_GRAY).getData());
        PythonTools.run("make_profiles.py", grey, sources());
        var azulejo = Azulejo.warm(folder);
        for (var format : List.of("png", "jpeg")) {
            azulejo.enhance(sources(), "-o", folder.resolve(format), "--format", format);
        }
        var files = new ArrayList<Path>();
        NAMES.forEach(name -> files.addAll(results(name)));
        results = ReadImage.allOf(files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srgb", "p3", "large", "grey"})
    void theProfileIsCarriedByteForByte(String name) throws IOException {
        var profile = Files.readAllBytes(sources().resolve(name + ".icc"));
        assertThat(profile).isNotEmpty();
        for (var file : results(name)) {
            assertThat(read(file).profile()).as(file.toString()).isEqualTo(profile);
        }
    }

    @Test
    void withoutAProfileThereIsNone() {
        results("none").forEach(file -> assertThat(read(file).profile()).isEmpty());
    }

    /// libpng refuses one in a grey image, with a warning that users would take for damage.
    @Test
    void aProfileForOtherPixelsIsLeftOut() {
        results("mistaken").forEach(file -> assertThat(read(file).profile()).isEmpty());
    }

    @Test
    void theDensityIsCarried() {
        for (var file : results("dense")) {
            assertThat(read(file).dpi())
                    .as(file.toString())
                    .hasSize(2)
                    .allSatisfy(dpi -> assertThat(dpi).isCloseTo(300, within(0.02)));
        }
        for (var file : results("uneven")) {
            var dpi = read(file).dpi();
            assertThat(dpi).as(file.toString()).hasSize(2);
            assertThat(dpi.getFirst()).as(file.toString()).isCloseTo(72, within(0.02));
            assertThat(dpi.getLast()).as(file.toString()).isCloseTo(144, within(0.02));
        }
    }

    @Test
    void withoutADensityThereIsNone() {
        results("none").forEach(file -> assertThat(read(file).dpi()).isEmpty());
    }

    private static Path sources() {
        return folder.resolve("sources");
    }

    private static List<Path> results(String name) {
        return List.of(
                folder.resolve("png").resolve(name + ".png"),
                folder.resolve("png").resolve(name + ".jpg.png"),
                folder.resolve("jpeg").resolve(name + ".jpg"),
                folder.resolve("jpeg").resolve(name + ".png.jpg"));
    }

    private static ReadImage read(Path file) {
        return Objects.requireNonNull(results.get(file), file.toString());
    }
}
