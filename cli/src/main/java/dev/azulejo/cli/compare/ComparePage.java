package dev.azulejo.cli.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.ImageFormat;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// A page with a line between two images. It holds both, asks for nothing from anywhere, and works from a disk.
///
/// @param before shown to the left of the line
/// @param after shown to the right of it
public record ComparePage(Picture before, Picture after) implements Page {
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline';"
            + " script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    /// @param size as browsers show it, upright
    /// @param seeThrough whether it has alpha
    /// @param caption what is said of it
    public record Picture(Path file, ImageFormat format, Size size, boolean seeThrough, Caption caption) {}

    @Override
    public void write(OutputStream out, Path folder) throws IOException {
        var pictures = JsonNodeFactory.instance.arrayNode();
        for (var picture : List.of(before, after)) {
            pictures.add(picture.caption
                    .json()
                    .put("width", picture.size.width())
                    .put("height", picture.size.height())
                    .put("seeThrough", picture.seeThrough));
        }
        var title = before.caption.name() + " and " + after.caption.name();
        new PageTemplate(title, POLICY, pictures, this::writePixels, List.of("images.js")).write(out);
    }

    private void writePixels(OutputStream out) throws IOException {
        writeSide("before", before, out);
        writeSide("after", after, out);
    }

    private static void writeSide(String side, Picture picture, OutputStream out) throws IOException {
        PageTemplate.write(
                """
                <div class="side %s"><img id="%1$s" alt="%s" draggable="false" src="data:%s;base64,\
                """.formatted(
                        side, PageTemplate.escaped(side + ": " + picture.caption.name()), picture.format.mediaType()),
                out);
        // Closing the encoder writes its last bytes; the page goes on.
        try (var base64 = Base64.getEncoder().wrap(new Unclosed(out))) {
            Files.copy(picture.file, base64);
        }
        PageTemplate.write("\"></div>\n", out);
    }

    private static final class Unclosed extends FilterOutputStream {
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
}
