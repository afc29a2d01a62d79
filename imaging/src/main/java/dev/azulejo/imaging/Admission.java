package dev.azulejo.imaging;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.charset.StandardCharsets;

/// Decides by a file's first bytes whether it is decoded at all. Foreign formats are recognised only to
/// name them in the refusal.
final class Admission {
    /// How many first bytes are examined: a tar archive names itself behind 257, a PICT behind 522, a web
    /// page behind comments.
    public static final int BYTES = 1024;

    private Admission() {}

    /// @throws UnreadableImage when its format is not read, saying what it is
    static ImageFormat admit(byte[] firstBytes) throws UnreadableImage {
        if (firstBytes.length == 0) {
            throw new UnreadableImage(Reason.EMPTY, "is empty; copy or download it again", null);
        }
        var format = ImageFormat.sniff(firstBytes);
        if (format.isPresent()) {
            return admit(format.get(), firstBytes);
        }
        var foreign = ForeignFormat.of(firstBytes);
        if (foreign.isPresent()) {
            throw refusal(foreign.get().refusal());
        }
        var text = new String(firstBytes, StandardCharsets.ISO_8859_1);
        var what = isText(text) ? "is text, not an image" : "is not an image of a known format";
        throw refusal("%s; give a %s file".formatted(what, Formats.readable()));
    }

    private static ImageFormat admit(ImageFormat format, byte[] firstBytes) throws UnreadableImage {
        if (format == ImageFormat.JPEG_2000) {
            // jp2kload carries VIPS_OPERATION_UNTRUSTED (jp2kload.c) in every build of libvips
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
