package dev.azulejo.core.pixels;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Recognises a file's format by its first bytes.
final class Signatures {
    /// The signatures in the formats' own definitions, a character for each byte.
    private static final Map<String, ImageFormat> SIGNATURES = Map.ofEntries(
            Map.entry("\u0089PNG\r\n\u001a\n", ImageFormat.PNG),
            Map.entry("\u00ff\u00d8\u00ff", ImageFormat.JPEG),
            Map.entry("II*\0", ImageFormat.TIFF),
            Map.entry("MM\0*", ImageFormat.TIFF),
            Map.entry("II+\0", ImageFormat.TIFF), // BigTIFF
            Map.entry("MM\0+", ImageFormat.TIFF),
            Map.entry("GIF87a", ImageFormat.GIF),
            Map.entry("GIF89a", ImageFormat.GIF),
            Map.entry("\0\0\0\u000cjP  \r\n\u0087\n", ImageFormat.JPEG_2000),
            Map.entry("\u00ffO\u00ffQ", ImageFormat.JPEG_2000)); // a codestream without a file around it

    /// The brands of ISO media files that name the coding (ISO 23008-12, annex B; AV1 image file format,
    /// 6).
    private static final Map<String, ImageFormat> BRANDS = Map.of(
            "avif",
            ImageFormat.AVIF,
            "avis",
            ImageFormat.AVIF,
            "heic",
            ImageFormat.HEIC,
            "heix",
            ImageFormat.HEIC,
            "heim",
            ImageFormat.HEIC,
            "heis",
            ImageFormat.HEIC,
            "hevc",
            ImageFormat.HEIC,
            "hevx",
            ImageFormat.HEIC);

    /// The brands that say only that the file is an image or a sequence, of any coding.
    private static final Set<String> GENERAL_BRANDS = Set.of("mif1", "mif2", "msf1", "miaf", "1pic");

    private Signatures() {}

    static Optional<ImageFormat> sniff(byte[] firstBytes) {
        var text = new String(
                firstBytes, 0, Math.min(firstBytes.length, ImageFormat.SNIFFED_BYTES), StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4)) {
            return sniffBrands(text);
        }
        if (text.startsWith("RIFF")) {
            return text.startsWith("WEBP", 8) ? Optional.of(ImageFormat.WEBP) : Optional.empty();
        }
        if (text.startsWith("BM")) {
            // two letters are few: the length of the header behind the file's must be one of those that exist
            return text.length() > 17 && isBmpHeader(text.charAt(14)) && text.startsWith("\0\0\0", 15)
                    ? Optional.of(ImageFormat.BMP)
                    : Optional.empty();
        }
        return SIGNATURES.entrySet().stream()
                .filter(signature -> text.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// Whether a BMP header can have this length: OS/2's have 12 bytes, or 16 to 64, depending on their
    /// writer; those of Windows 40, 52, 56, 108 or 124.
    private static boolean isBmpHeader(int length) {
        return length == 12 || (length >= 16 && length <= 64) || length == 108 || length == 124;
    }

    private static Optional<ImageFormat> sniffBrands(String text) {
        // size, ftyp, major brand, its version, then compatible brands of four characters up to the size
        int end = Math.min(text.length(), text.charAt(2) << 8 | text.charAt(3));
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            var format = BRANDS.get(text.substring(at, at + 4));
            if (format != null) {
                return Optional.of(format);
            }
            if (at == 8 && !GENERAL_BRANDS.contains(text.substring(at, at + 4))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
