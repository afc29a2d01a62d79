package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pyramids as the command makes them: Deep Zoom, the same as one file, IIIF.
@Tag("slow")
class PyramidIT {
    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void aCat() {
        azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(150, 140), folder.resolve("cat.png"));
    }

    private Azulejo.Ended enhance(String format, Object... more) {
        var arguments = new ArrayList<Object>(
                List.of("enhance", "cat.png", "--recipe", "resize", "--percent", "200", "--format", format));
        arguments.addAll(Arrays.asList(more));
        return azulejo.run(arguments.toArray());
    }

    /// Files below a folder by their paths there.
    private static Map<String, byte[]> files(Path root) throws IOException {
        var files = new TreeMap<String, byte[]>();
        try (var found = Files.walk(root)) {
            found.filter(Files::isRegularFile).forEach(file -> files.put(slashed(root.relativize(file)), bytes(file)));
        }
        return files;
    }

    private static byte[] named(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name), name);
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(Map<String, byte[]> found, Map<String, byte[]> expected) {
        assertThat(found.keySet()).isEqualTo(expected.keySet());
        found.forEach((name, bytes) -> assertThat(bytes).as(name).isEqualTo(expected.get(name)));
    }

    @Test
    void tilesOfATransparentImageAreCropsOfTheResult() throws IOException {
        Pictures.write(Pictures.fading(Pictures.cat(150, 140)), folder.resolve("cat.png"));
        enhance("png", "-o", "whole.png");
        assertThat(enhance("dzi").outLines()).hasSize(1);

        var whole = Pictures.read(folder.resolve("whole.png"));
        var tiles = files(folder.resolve("cat-resize-200pct_files"));
        assertThat(tiles).hasSize(1 + 4 + 9);
        for (var name : new String[] {"9/0_0.png", "9/1_0.png", "9/0_1.png", "9/1_1.png"}) {
            int left = 256 * (name.charAt(2) - '0');
            int top = 256 * (name.charAt(4) - '0');
            var tile = Pictures.decoded(named(tiles, name));
            assertThat(pixels(tile))
                    .as(name)
                    .isEqualTo(pixels(whole.getSubimage(left, top, tile.getWidth(), tile.getHeight())));
        }
        assertThat(Pictures.decoded(named(tiles, "8/0_0.png")).getWidth()).isEqualTo(150);
        assertThat(Pictures.decoded(named(tiles, "0/0_0.png")).getHeight()).isEqualTo(1);
        assertThat(new String(named(tiles, "metadata.xmp"), StandardCharsets.UTF_8))
                .contains("algorithmicallyEnhanced");
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    @Test
    void allThreeKindsHaveTheSameTiles() throws IOException {
        for (var format : new String[] {"dzi", "szi", "iiif"}) {
            assertThat(enhance(format).exitCode()).isZero();
        }
        var tiles = files(folder.resolve("cat-resize-200pct_files"));
        var expected = new TreeMap<String, byte[]>();
        tiles.forEach((name, bytes) -> expected.put("cat-resize-200pct/cat-resize-200pct_files/" + name, bytes));
        expected.put("cat-resize-200pct/cat-resize-200pct.dzi", bytes(folder.resolve("cat-resize-200pct.dzi")));
        var zipped = new TreeMap<String, byte[]>();
        try (var zip = new ZipFile(folder.resolve("cat-resize-200pct.szi").toFile())) {
            for (var entry : Collections.list(zip.entries())) {
                zipped.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        assertSame(zipped, expected);

        var iiif = files(folder.resolve("cat-resize-200pct.iiif"));
        assertThat(iiif.get("0,0,256,256/256,256/0/default.jpg")).isEqualTo(tiles.get("9/0_0.jpg"));
        assertThat(iiif.get("256,256,44,24/44,24/0/default.jpg")).isEqualTo(tiles.get("9/1_1.jpg"));
        assertThat(iiif.get("full/150,140/0/default.jpg")).isEqualTo(tiles.get("8/0_0.jpg"));
        assertThat(iiif.get("0,0,300,280/150,140/0/default.jpg")).isEqualTo(tiles.get("8/0_0.jpg"));
        assertThat(new String(named(iiif, "info.json"), StandardCharsets.UTF_8))
                .contains("\"profile\": \"level0\"", "\"width\": 300", "\"scaleFactors\": [1, 2, 4, ");
        // nothing of them is taken for a photograph
        assertThat(azulejo.run("plan", ".").outLines())
                .noneMatch(line -> line.contains("_files") || line.contains("iiif"));
    }

    /// Whatever of it is gone: the same command again makes it whole. What a killed deliver leaves is tiles
    /// without an index.
    @Test
    void aPyramidThatIsNotWholeIsMadeWhole() throws IOException {
        assertThat(enhance("dzi").exitCode()).isZero();
        var index = folder.resolve("cat-resize-200pct.dzi");
        var root = folder.resolve("cat-resize-200pct_files");
        var expected = files(root);
        byte[] said = Files.readAllBytes(index);
        Files.delete(index);
        Files.delete(root.resolve("9/0_1.jpg"));
        Files.delete(root.resolve("3/0_0.jpg"));

        assertThat(enhance("dzi").exitCode()).isZero();
        assertSame(files(root), expected);
        assertThat(index).hasBinaryContent(said);
    }

    @Test
    void tilesOfTwoJobsNeverLieAmongEachOther() throws IOException {
        assertThat(enhance("dzi").exitCode()).isZero();
        var expected = files(folder.resolve("cat-resize-200pct_files"));

        var other = enhance("dzi", "--quality", "50");
        assertThat(other.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(other.err())
                .contains("cat-resize-200pct.dzi is there, made by job", "pyramids are not replaced; remove it and");
        Files.delete(folder.resolve("cat-resize-200pct.dzi"));
        var halfDone = enhance("dzi", "--quality", "50");
        assertThat(halfDone.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(halfDone.err())
                .contains("cat-resize-200pct_files has tiles of job", "remove it, or choose another name");
        assertSame(files(folder.resolve("cat-resize-200pct_files")), expected);

        Files.createDirectories(folder.resolve("mine_files"));
        Files.writeString(folder.resolve("mine_files/note.txt"), "mine");
        var foreign = enhance("dzi", "-o", "mine.dzi");
        assertThat(foreign.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(foreign.err()).contains("mine_files/note.txt exists and was not made by azulejo");
        assertThat(folder.resolve("mine.dzi")).doesNotExist();

        // each was found out before a strip was made, and strips of failed jobs would be there
        assertThat(JobFolder.filesBelow(azulejo.work())).noneMatch(name -> name.contains("strips/"));

        Files.delete(folder.resolve("mine_files/note.txt"));
        assertThat(enhance("dzi", "-o", "mine.dzi").exitCode()).isZero();
        assertThat(files(folder.resolve("mine_files"))).isNotEmpty();
    }
}
