package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Texts of a PNG, and what stands behind its pixels, where libpng's users do not look: ExifTool finds them in the
/// result.
class PngTextIT {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    @TempDir
    private Path folder;

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] content) {
        var chunk = ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(latin(type))
                .put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        file.writeBytes(chunk.putInt((int) crc.getValue()).array());
    }

    /// Its maker's name in the main directory.
    private static byte[] exif() {
        var exif = ByteBuffer.allocate(40).put(latin("MM\0*")).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x10f).putShort((short) 2).putInt(10).putInt(26).putInt(0);
        return exif.put(latin("Voigtlaen")).array();
    }

    private static byte[] png() throws IOException {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        chunk(
                file,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(40)
                        .putInt(30)
                        .put((byte) 8)
                        .put((byte) 2)
                        .array());
        chunk(file, "tEXt", latin("Copyright\0© Ann"));
        var packed = new ByteArrayOutputStream();
        try (var rows = new DeflaterOutputStream(packed)) {
            rows.write(new byte[30 * (1 + 40 * 3)]);
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "eXIf", exif());
        chunk(file, "tEXt", latin("Author\0Ann"));
        return file.toByteArray(); // without its end
    }

    @Test
    void whatAPngSaysIsInTheResult() throws IOException {
        Files.write(folder.resolve("texts.png"), png());
        var azulejo = Azulejo.warm(folder);
        for (var format : List.of("png", "jpeg")) {
            var ended =
                    azulejo.run("enhance", "--recipe", "resize", "--percent", "200", "--format", format, "texts.png");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out() + ended.err()).contains("lacks its end (the chunk IEND)");
        }
        List<Path> results;
        try (var files = Files.list(folder)) {
            results = files.filter(file -> file.getFileName().toString().startsWith("texts-"))
                    .toList();
        }
        assertThat(results).hasSize(2);
        ExifTool.read(results)
                .values()
                .forEach(tags -> assertThat(tags)
                        .containsEntry("IFD0:Make", "Voigtlaen")
                        .containsEntry("XMP-dc:Rights", "© Ann")
                        .containsEntry("XMP-dc:Creator", "Ann"));
    }
}
