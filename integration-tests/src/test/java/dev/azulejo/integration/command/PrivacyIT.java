package dev.azulejo.integration.command;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What nobody else gets to see: of a photograph that its owner alone may read, and of where it was taken.
@DisabledOnOs(OS.WINDOWS)
class PrivacyIT {
    private static final Set<PosixFilePermission> MINE = fromString("rw-------");
    private static final String PLACE = "Stephansplatz 1, 1010 Wien";

    @TempDir
    Path folder;

    @Test
    void whatIsMadeOfAPrivateFileIsPrivate() throws IOException {
        write("mine.png", MINE);
        write("text.png", MINE);
        Files.writeString(folder.resolve("text.png"), "no picture");
        var azulejo = Azulejo.warm(folder);
        azulejo.run("enhance", "--recipe", "photo-x2", "mine.png", "text.png", "-o", "out/", "--report", "rows.csv");
        azulejo.run("enhance", "--recipe", "photo-x2", "mine.png", "--format", "dzi", "-o", "pyramid/");
        azulejo.run("compare", "mine.png", "out/mine.png", "-o", "page.html");
        for (var made : List.of("out", "pyramid", "rows.csv", "page.html")) {
            assertThat(files(folder.resolve(made))).isNotEmpty().allSatisfy(PrivacyIT::assertMine);
        }
        assertThat(files(folder.resolve("pyramid"))).hasSizeGreaterThan(3);
    }

    @Test
    void whatIsMadeOfAPublicFileStaysAsPublicAsFilesAre() throws IOException {
        write("ours.png", fromString("rw-r--r--"));
        Azulejo.warm(folder).enhance("--recipe", "photo-x2", "ours.png", "-o", "out/", "--report", "rows.csv");
        var usual = Files.getPosixFilePermissions(Files.createFile(folder.resolve("usual")));
        usual.retainAll(fromString("rw-r--r--"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("out/ours.png")))
                .isEqualTo(usual);
        assertThat(Files.getPosixFilePermissions(folder.resolve("rows.csv"))).isEqualTo(usual);
    }

    @Test
    void aWatchedFolderKeepsPrivateFilesPrivate() throws IOException {
        var watched = WatchedFolder.in(folder);
        for (var key : List.of("photo-x2/cat.png", "photo-x2/text.jpg")) {
            var bytes = key.endsWith("png")
                    ? Pictures.encoded(Pictures.cat(20, 16), "png")
                    : "Dear photograph".getBytes(StandardCharsets.UTF_8);
            Files.setPosixFilePermissions(watched.put(key, bytes), MINE);
        }
        watched.once();
        assertThat(watched.results()).containsExactlyInAnyOrder("photo-x2/cat.png", "photo-x2/text.jpg.error.json");
        assertThat(files(watched.outbox())).allSatisfy(PrivacyIT::assertMine);
    }

    /// Neither plain nor in base64, at whatever of its three offsets.
    @Test
    void nothingInTheCacheTellsWhereAPhotographWasTaken() throws IOException {
        Files.write(folder.resolve("cat.jpg"), withComment(Pictures.encoded(Pictures.cat(40, 30), "jpg")));
        var azulejo = Azulejo.in(folder);
        azulejo.enhance("--recipe", "photo-x2", "--metadata", "keep", "cat.jpg", "-o", "cat2.jpg");
        assertThat(latin(folder.resolve("cat2.jpg"))).as("what was to be kept").contains(PLACE);
        for (var file : files(azulejo.cacheHome())) {
            var text = latin(file);
            assertThat(text).as(file.toString()).doesNotContain(PLACE);
            for (int offset = 0; offset < 3; offset++) {
                var tail = PLACE.substring(offset, PLACE.length() - PLACE.length() % 3 + offset - 3);
                var base64 = Base64.getEncoder().encodeToString(tail.getBytes(StandardCharsets.US_ASCII));
                assertThat(text).as(file.toString()).doesNotContain(base64);
            }
        }
    }

    /// A JPEG with EXIF whose IFD0 holds an ImageDescription (TIFF tag 270), behind its SOI.
    private static byte[] withComment(byte[] jpeg) throws IOException {
        var text = (PLACE + "\0").getBytes(StandardCharsets.US_ASCII);
        var exif = new ByteArrayOutputStream();
        exif.write("Exif\0\0MM\0*\0\0\0\10".getBytes(StandardCharsets.ISO_8859_1));
        exif.write(new byte[] {0, 1, 1, 14, 0, 2, 0, 0, 0, (byte) text.length, 0, 0, 0, 26, 0, 0, 0, 0});
        exif.write(text);
        var made = new ByteArrayOutputStream();
        made.write(jpeg, 0, 2);
        made.write(new byte[] {(byte) 0xff, (byte) 0xe1, 0, (byte) (exif.size() + 2)});
        made.write(exif.toByteArray());
        made.write(jpeg, 2, jpeg.length - 2);
        return made.toByteArray();
    }

    private void write(String name, Set<PosixFilePermission> permissions) throws IOException {
        Pictures.write(Pictures.cat(40, 30), folder.resolve(name));
        Files.setPosixFilePermissions(folder.resolve(name), permissions);
    }

    private static void assertMine(Path file) throws IOException {
        assertThat(Files.getPosixFilePermissions(file)).as(file.toString()).isEqualTo(MINE);
    }

    private static List<Path> files(Path below) throws IOException {
        try (var files = Files.walk(below)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static String latin(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }
}
