package dev.azulejo.cli;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;

/// A page with a slider over two images. It holds both, asks for nothing from anywhere, and works from a disk.
///
/// @param before shown to the left of the line
/// @param after shown to the right of it
record ComparePage(Picture before, Picture after) implements Page {
    /// What the first lines of such a page say: a file that has it may be replaced by another page.
    static final String MARK = "<!-- azulejo compare -->";

    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

    /// @param size as browsers show it, upright
    record Picture(Path file, ImageFormat format, Size size) {
        private String name() {
            return escaped(String.valueOf(file.getFileName()));
        }

        private String facts() throws IOException {
            double kilobytes = Files.size(file) / 1e3;
            return kilobytes < 1000
                    ? "%s, %.0f KB".formatted(size, Math.ceil(kilobytes))
                    : "%s, %.1f MB".formatted(size, kilobytes / 1e3);
        }
    }

    /// Writes the page piece by piece, an image of any length included.
    @Override
    public void write(OutputStream out, Path folder) throws IOException {
        var template = template();
        var places = PLACE.matcher(template);
        int end = 0;
        while (places.find()) {
            out.write(template.substring(end, places.start()).getBytes(StandardCharsets.UTF_8));
            fill(places.group(1), out);
            end = places.end();
        }
        out.write(template.substring(end).getBytes(StandardCharsets.UTF_8));
    }

    private void fill(String place, OutputStream out) throws IOException {
        switch (place) {
            case "before-data" -> writeData(before, out);
            case "after-data" -> writeData(after, out);
            default -> out.write(text(place).getBytes(StandardCharsets.UTF_8));
        }
    }

    private String text(String place) throws IOException {
        return switch (place) {
            case "title" -> before.name() + " and " + after.name();
            case "before-name" -> before.name();
            case "before-facts" -> before.facts();
            case "after-name" -> after.name();
            case "after-facts" -> after.facts();
            case "width" -> String.valueOf(Math.max(before.size.width(), after.size.width()));
            case "height" -> String.valueOf(Math.max(before.size.height(), after.size.height()));
            default -> throw new IllegalStateException("compare.html names no such thing: " + place);
        };
    }

    private static void writeData(Picture picture, OutputStream out) throws IOException {
        var type = "image/" + picture.format.text().toLowerCase(Locale.ROOT);
        out.write("data:%s;base64,".formatted(type).getBytes(StandardCharsets.UTF_8));
        // Closing the encoder writes its last bytes; the page goes on.
        try (var base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
            Files.copy(picture.file, base64);
        }
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    private static String template() {
        try (InputStream in = ComparePage.class.getResourceAsStream("compare.html")) {
            if (in == null) {
                throw new IllegalStateException("compare.html is not in the build");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As text and in attributes of HTML.
    static String escaped(String text) {
        return Console.printable(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
