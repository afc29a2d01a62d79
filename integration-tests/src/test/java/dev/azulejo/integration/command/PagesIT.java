package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that hold several images: which of them become results, and what those are called.
class PagesIT {
    @TempDir
    Path folder;

    @BeforeEach
    void pagesOfDifferentSize() {
        write("scan.tif", Pictures.cat(20, 16), Pictures.cat(24, 18));
        write("film.gif", Pictures.cat(20, 16), Pictures.cat(20, 16));
        Pictures.write(Pictures.cat(20, 16), folder.resolve("one.png"));
    }

    @Test
    void eachPageOfATiffBecomesAResultOfItsOwnAndOtherFilesOne() {
        Azulejo.warm(folder).enhance("scan.tif", "one.png", "--pages=all", "--format=png");
        assertThat(widths("scan-auto-x2-p1.png", "scan-auto-x2-p2.png", "one-auto-x2.png"))
                .containsExactly(40, 48, 40);
    }

    @Test
    void oneIsTakenByItsNumberAndTheFirstWithout() {
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("scan.tif", "--pages=2", "-o", "second.png");
        azulejo.enhance("scan.tif", "-o", "first.png");
        azulejo.enhance("scan.tif", "--pages=2", "--format=png", "-o", "out");
        assertThat(widths("second.png", "first.png", "out/scan-p2.tif.png")).containsExactly(48, 40, 48);
        assertRefused(azulejo.run("enhance", "scan.tif", "--pages=3"), BAD_IMAGE, "scan.tif: ", "2 pages");
    }

    @Test
    void whatIsUnclearIsRefused() {
        var azulejo = Azulejo.warm(folder);
        assertRefused(
                azulejo.run("enhance", "film.gif", "--pages=all"),
                USAGE,
                "film.gif: --pages all takes the pages of a TIFF apart, and this is gif with 2 frames; ask for one by its number");
        assertRefused(
                azulejo.run("enhance", "scan.tif", "--pages=all", "-o", "out.png"),
                NO_OUTPUT,
                "-o out.png is one file, there are 2 inputs or pages; name a folder");
    }

    private List<Integer> widths(String... files) {
        return List.of(files).stream()
                .map(file -> Pictures.read(folder.resolve(file)).getWidth())
                .toList();
    }

    private void write(String name, BufferedImage... pictures) {
        ImageWriter writer = ImageIO.getImageWritersBySuffix(name.substring(name.indexOf('.') + 1))
                .next();
        var file = folder.resolve(name);
        try (var out = ImageIO.createImageOutputStream(Files.newOutputStream(file))) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (var picture : pictures) {
                writer.writeToSequence(new IIOImage(picture, null, null), null);
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            writer.dispose();
        }
    }
}
