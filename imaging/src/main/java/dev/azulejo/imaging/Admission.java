package dev.azulejo.imaging;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Decides by a file's first bytes whether it is decoded at all. Others than ours are known by name only to
/// say so.
final class Admission {
    /// @param offset of `signature` in the file
    private record Known(int offset, String signature, String name) {}

    /// Signatures by the formats' own definitions, a byte a character; those of ISO media files are brands.
    private static final List<Known> KNOWN = List.of(
            new Known(0, "GIF8", "a GIF image"),
            new Known(8, "WEBP", "a WebP image"),
            new Known(0, "II*\0", "a TIFF image"),
            new Known(0, "MM\0*", "a TIFF image"),
            new Known(0, "II+\0", "a BigTIFF image"),
            new Known(0, "MM\0+", "a BigTIFF image"),
            new Known(4, "ftypavif", "an AVIF image"),
            new Known(4, "ftypavis", "an AVIF image"),
            new Known(4, "ftyphei", "a HEIC image"),
            new Known(4, "ftyphev", "a HEIC image"),
            new Known(4, "ftypmif1", "a HEIF image"),
            new Known(4, "ftypmsf1", "a HEIF image"),
            new Known(4, "ftyp", "a video or another media file"),
            new Known(4, "JXL ", "a JPEG XL image"),
            new Known(0, "\u00ff\n", "a JPEG XL image"),
            new Known(4, "jP  ", "a JPEG 2000 image"),
            new Known(0, "\u00ffO\u00ffQ", "a JPEG 2000 image"),
            new Known(0, "BM", "a BMP image"),
            new Known(0, "8BPS", "a Photoshop document"),
            new Known(0, "%PDF", "a PDF document"),
            new Known(0, "<svg", "an SVG drawing"),
            new Known(0, "<?xml", "an SVG drawing or another XML file"),
            new Known(0, "PK\3\4", "a ZIP archive"));

    private Admission() {}

    /// @throws UnreadableImage when it is none of ours, saying what it is
    static ImageFormat admit(byte[] firstBytes) throws UnreadableImage {
        if (firstBytes.length == 0) {
            throw new UnreadableImage(Reason.UNREADABLE, "is empty; copy or download it again", null);
        }
        var format = ImageFormat.sniff(firstBytes);
        if (format.isPresent()) {
            return format.get();
        }
        var text = new String(firstBytes, StandardCharsets.ISO_8859_1);
        for (var known : KNOWN) {
            if (text.startsWith(known.signature, known.offset)) {
                throw new UnreadableImage(
                        Reason.UNSUPPORTED_FORMAT,
                        "is %s, which this version does not read; convert it to PNG or JPEG".formatted(known.name),
                        null);
            }
        }
        var what = isText(text) ? "is text, not an image" : "is not an image of a known format";
        throw new UnreadableImage(Reason.UNSUPPORTED_FORMAT, what + "; give a PNG or JPEG file", null);
    }

    private static boolean isText(String firstBytes) {
        return firstBytes.chars().noneMatch(value -> value < ' ' && !Character.isWhitespace(value));
    }
}
