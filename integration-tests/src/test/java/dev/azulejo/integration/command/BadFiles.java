package dev.azulejo.integration.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Files that cannot be enhanced, by name.
public final class BadFiles {
    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PNG_END_BYTES = 12;

    private BadFiles() {}

    static Map<String, byte[]> all() {
        var files = new LinkedHashMap<String, byte[]>();
        files.put("empty.png", new byte[0]);
        files.put("empty.jpg", new byte[0]);
        files.put("text.jpg", "Dear photograph,\n".repeat(9).getBytes(StandardCharsets.UTF_8));
        files.put("pdf.png", "%PDF-1.7\n%\u00e2\u00e3\n".getBytes(StandardCharsets.ISO_8859_1));
        files.put("svg.png", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));
        var png = bytes("png");
        for (int kept :
                new int[] {1, 7, 8, 20, 33, 60, png.length / 4, png.length / 2, png.length - PNG_END_BYTES - 1}) {
            files.put("cut-%06d.png".formatted(kept), Arrays.copyOf(png, kept));
        }
        var jpeg = bytes("jpg");
        for (int kept :
                new int[] {1, 2, 3, 20, 200, jpeg.length / 4, jpeg.length / 2, jpeg.length - 2, jpeg.length - 1}) {
            files.put("cut-%06d.jpg".formatted(kept), Arrays.copyOf(jpeg, kept));
        }
        files.put("corrupt-header.png", flipped(png, 20));
        files.put("corrupt-pixels.png", flipped(png, png.length / 2));
        files.put("corrupt-checksum.png", flipped(png, png.length - PNG_END_BYTES - 1));
        files.put("huge.png", claiming(65_536, 65_536));
        files.put("bomb.png", claiming(30_000, 30_000));
        files.put("no-pixels.png", claiming(0, 10));
        return files;
    }

    /// A PNG of which only the end is missing, in whole or in part: the mark that says that nothing follows.
    static Map<String, byte[]> withoutEnd() {
        var files = new LinkedHashMap<String, byte[]>();
        var png = bytes("png");
        for (int missing = 1; missing <= PNG_END_BYTES; missing++) {
            files.put("cut-end-%02d.png".formatted(missing), Arrays.copyOf(png, png.length - missing));
        }
        return files;
    }

    /// A PNG whose header is right and claims that size, with a few rows' worth of pixels.
    public static byte[] claiming(int width, int height) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(PNG_SIGNATURE);
        var header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) 8)
                .put((byte) 2);
        file.writeBytes(chunk("IHDR", header.array()));
        var deflater = new Deflater();
        deflater.setInput(new byte[500_000]);
        deflater.finish();
        var packed = new byte[10_000];
        file.writeBytes(chunk("IDAT", Arrays.copyOf(packed, deflater.deflate(packed))));
        deflater.end();
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] chunk(String type, byte[] content) {
        var chunk = ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    private static byte[] flipped(byte[] file, int position) {
        var copy = file.clone();
        copy[position] ^= 0x10;
        return copy;
    }

    private static byte[] bytes(String extension) {
        try {
            var file = Files.createTempFile("azulejo-", "." + extension);
            var bytes = Files.readAllBytes(Pictures.write(Pictures.cat(200, 150), file));
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @return `folder`, with all of them in it
    static Path in(Path folder) {
        all().forEach((name, bytes) -> write(folder.resolve(name), bytes));
        return folder;
    }

    static Path write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
