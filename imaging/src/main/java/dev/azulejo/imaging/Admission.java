package dev.azulejo.imaging;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Decides by a file's first bytes whether it is decoded at all. Others than ours are known by name only
/// to say so.
final class Admission {
    /// @param offset of `signature` in the file
    private record Known(int offset, String signature, String name) {}

    /// Signatures by the formats' own definitions, a byte a character; those of ISO media files are
    /// brands.
    private static final List<Known> KNOWN = List.of(
            new Known(4, "ftypjp2", "a JPEG 2000 image"),
            new Known(4, "ftypmif", "a HEIF image of an unknown coding"),
            new Known(4, "ftypmsf", "a HEIF image of an unknown coding"),
            new Known(4, "ftypcrx", "a raw photo of a camera (CR3)"),
            new Known(4, "ftyp", "a video or another media file"),
            new Known(4, "JXL ", "a JPEG XL image"),
            new Known(0, "\u00ff\n", "a JPEG XL image"),
            new Known(0, "8BPS", "a Photoshop document"),
            new Known(0, "%PDF", "a PDF document"),
            new Known(0, "%!PS", "a PostScript drawing"),
            new Known(0, "\u00c5\u00d0\u00d3\u00c6", "a PostScript drawing (EPS)"),
            new Known(0, "<svg", "an SVG drawing"),
            new Known(0, "<?xml", "an SVG drawing or another XML file"),
            new Known(0, "\u001f\u008b", "a gzip archive, such as an SVG drawing (svgz)"),
            new Known(0, "\u0000\u0000\u0001\u0000", "a Windows icon"),
            new Known(0, "FUJIFILM", "a raw photo of a camera (RAF)"),
            new Known(0, "IIU\0", "a raw photo of a camera (RW2)"),
            new Known(0, "IIRO", "a raw photo of a camera (ORF)"),
            new Known(0, "v/1\u0001", "an OpenEXR image"),
            new Known(0, "#?RADIANCE", "a Radiance HDR image"),
            new Known(0, "P6", "a PPM image"),
            new Known(0, "P5", "a PGM image"),
            new Known(0, "PK\3\4", "a ZIP archive"));

    private static final String CONVERT = "convert it to PNG or JPEG";

    private Admission() {}

    /// @throws UnreadableImage when it is none of ours, saying what it is
    static ImageFormat admit(byte[] firstBytes) throws UnreadableImage {
        if (firstBytes.length == 0) {
            throw new UnreadableImage(Reason.UNREADABLE, "is empty; copy or download it again", null);
        }
        var format = ImageFormat.sniff(firstBytes);
        if (format.isPresent()) {
            return admit(format.get(), firstBytes);
        }
        var text = new String(firstBytes, StandardCharsets.ISO_8859_1);
        for (var known : KNOWN) {
            if (text.startsWith(known.signature, known.offset)) {
                throw refusal("is %s, which is not read; %s".formatted(known.name, CONVERT));
            }
        }
        if (text.contains("<svg")) {
            throw refusal("is an SVG drawing, which is not read; " + CONVERT);
        }
        var what = isText(text) ? "is text, not an image" : "is not an image of a known format";
        throw refusal(what + "; give a JPEG, PNG, WebP, AVIF, HEIC, TIFF, GIF or BMP file");
    }

    private static ImageFormat admit(ImageFormat format, byte[] firstBytes) throws UnreadableImage {
        if (format == ImageFormat.JPEG_2000) {
            // jp2kload carries VIPS_OPERATION_UNTRUSTED (jp2kload.c), whatever libvips it is
            throw refusal("is a JPEG 2000 image, and libvips warns of reading those from strangers;"
                    + " convert it to TIFF or PNG (opj_decompress -i a.jp2 -o a.tif)");
        }
        if (format == ImageFormat.TIFF && new String(firstBytes, StandardCharsets.ISO_8859_1).startsWith("CR", 8)) {
            throw refusal("is a raw photo of a camera (CR2), not a picture yet; develop it and give the TIFF or JPEG");
        }
        return format;
    }

    private static UnreadableImage refusal(String detail) {
        return new UnreadableImage(Reason.UNSUPPORTED_FORMAT, detail, null);
    }

    private static boolean isText(String firstBytes) {
        return firstBytes.chars().noneMatch(value -> value < ' ' && !Character.isWhitespace(value));
    }
}
