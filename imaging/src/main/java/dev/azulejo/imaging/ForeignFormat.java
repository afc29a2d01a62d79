package dev.azulejo.imaging;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// A format that is not read, recognised by its first bytes to name it and say how to convert it.
///
/// @param offset of `signature` in the file
/// @param name with its article
record ForeignFormat(int offset, String signature, String name, Remedy remedy) {
    /// The signature of formats that are recognised by other rules.
    private static final String BY_RULE = "";

    /// The advice on what to do with such a file.
    enum Remedy {
        PICTURE("convert it to PNG or JPEG (magick %1$s a.png)"),
        OTHER("convert it to PNG or JPEG"),
        DRAWING("convert it to PNG or JPEG of the size that you need"),
        LIGHT("tone-map it and save it as PNG or JPEG"),
        LAYERS("save it as PNG or TIFF in the program that made it"),
        ICON("convert the size of it that you want to PNG or JPEG"),
        RAW("it is no picture yet; develop it and give the TIFF or JPEG"),
        FILM("take a frame of it as PNG or JPEG (ffmpeg -i %1$s -frames:v 1 a.png)"),
        ARCHIVE("unpack it and give the images in it"),
        PAGE("a server may have sent it in place of the image; download the image again"),
        SOUND("give an image");

        private final String words;

        Remedy(String words) {
            this.words = words;
        }
    }

    /// The signatures from the formats' own definitions, one byte per character; those of ISO media files
    /// are brands. The first match counts.
    private static final List<ForeignFormat> KNOWN = List.of(
            new ForeignFormat(4, "ftypmif", "a HEIF image of an unknown coding", Remedy.PICTURE),
            new ForeignFormat(4, "ftypmsf", "a HEIF image of an unknown coding", Remedy.PICTURE),
            new ForeignFormat(4, "ftypjp2", "a JPEG 2000 image", Remedy.PICTURE),
            new ForeignFormat(4, "ftypcrx", "a raw photo of a camera (CR3)", Remedy.RAW),
            new ForeignFormat(4, "ftyp", "a video or another media file", Remedy.FILM),
            new ForeignFormat(4, "moov", "a video (QuickTime)", Remedy.FILM),
            new ForeignFormat(4, "JXL ", "a JPEG XL image", Remedy.PICTURE),
            new ForeignFormat(0, "\u00ff\n", "a JPEG XL image", Remedy.PICTURE),
            new ForeignFormat(0, "II\u00bc", "a JPEG XR image", Remedy.OTHER),
            new ForeignFormat(0, "8BPS", "a Photoshop document", Remedy.LAYERS),
            new ForeignFormat(0, "gimp xcf", "a GIMP document", Remedy.LAYERS),
            new ForeignFormat(0, "%PDF", "a PDF document", Remedy.DRAWING),
            new ForeignFormat(0, "%!PS", "a PostScript drawing", Remedy.DRAWING),
            new ForeignFormat(0, "\u00c5\u00d0\u00d3\u00c6", "a PostScript drawing (EPS)", Remedy.DRAWING),
            new ForeignFormat(0, "\u00d7\u00cd\u00c6\u009a", "a Windows drawing (WMF)", Remedy.DRAWING),
            new ForeignFormat(40, " EMF", "a Windows drawing (EMF)", Remedy.DRAWING),
            new ForeignFormat(0, "AT&TFORM", "a DjVu document", Remedy.DRAWING),
            new ForeignFormat(0, "FUJIFILM", "a raw photo of a camera (RAF)", Remedy.RAW),
            new ForeignFormat(0, "IIU\0", "a raw photo of a camera (RW2)", Remedy.RAW),
            new ForeignFormat(0, "IIRO", "a raw photo of a camera (ORF)", Remedy.RAW),
            new ForeignFormat(0, "IIRS", "a raw photo of a camera (ORF)", Remedy.RAW),
            new ForeignFormat(0, "MMOR", "a raw photo of a camera (ORF)", Remedy.RAW),
            new ForeignFormat(6, "HEAPCCDR", "a raw photo of a camera (CRW)", Remedy.RAW),
            new ForeignFormat(0, "\0MRM", "a raw photo of a camera (MRW)", Remedy.RAW),
            new ForeignFormat(0, "FOVb", "a raw photo of a camera (X3F)", Remedy.RAW),
            new ForeignFormat(0, "v/1\u0001", "an OpenEXR image", Remedy.LIGHT),
            new ForeignFormat(0, "#?RADIANCE", "a Radiance HDR image", Remedy.LIGHT),
            new ForeignFormat(0, "#?RGBE", "a Radiance HDR image", Remedy.LIGHT),
            new ForeignFormat(0, "PF\n", "a PFM image of floating-point numbers", Remedy.LIGHT),
            new ForeignFormat(0, "Pf\n", "a PFM image of floating-point numbers", Remedy.LIGHT),
            new ForeignFormat(0, "SIMPLE  =", "a FITS image", Remedy.LIGHT),
            new ForeignFormat(128, "DICM", "a DICOM image", Remedy.PICTURE),
            new ForeignFormat(0, "DDS ", "a DDS texture", Remedy.PICTURE),
            new ForeignFormat(0, "\u00abKTX ", "a KTX texture", Remedy.OTHER),
            new ForeignFormat(0, "BLP", "a BLP texture", Remedy.OTHER),
            new ForeignFormat(0, "qoif", "a QOI image", Remedy.PICTURE),
            new ForeignFormat(0, "icns", "an Apple icon (ICNS)", Remedy.ICON),
            new ForeignFormat(0, "\0\0\1\0", "a Windows icon (ICO)", Remedy.ICON),
            new ForeignFormat(0, "\u0001\u00da\0", "an SGI image", Remedy.PICTURE),
            new ForeignFormat(0, "\u0001\u00da\1", "an SGI image", Remedy.PICTURE),
            new ForeignFormat(0, "\u00b1h\u00de:", "a DCX image", Remedy.PICTURE),
            new ForeignFormat(0, "/* XPM */", "an XPM image", Remedy.PICTURE),
            new ForeignFormat(0, "Y\u00a6j\u0095", "a Sun raster image", Remedy.PICTURE),
            new ForeignFormat(8, "ILBM", "an Amiga image (ILBM)", Remedy.OTHER),
            new ForeignFormat(8, "PBM ", "an Amiga image (PBM)", Remedy.OTHER),
            new ForeignFormat(522, "\0\u0011\2\u00ff\f\0", "an Apple drawing (PICT)", Remedy.OTHER),
            new ForeignFormat(0, "FLIF", "a FLIF image", Remedy.OTHER),
            new ForeignFormat(0, "BPG\u00fb", "a BPG image", Remedy.OTHER),
            new ForeignFormat(0, "\u008aMNG", "a MNG animation", Remedy.PICTURE),
            new ForeignFormat(0, "\u008bJNG", "a JNG image", Remedy.PICTURE),
            new ForeignFormat(8, "AVI ", "a video (AVI)", Remedy.FILM),
            new ForeignFormat(0, "\u001aE\u00df\u00a3", "a video (Matroska or WebM)", Remedy.FILM),
            new ForeignFormat(0, "\0\0\1\u00ba", "a video (MPEG)", Remedy.FILM),
            new ForeignFormat(0, "FLV\1", "a video (FLV)", Remedy.FILM),
            new ForeignFormat(4, "\u0011\u00af", "an animation (FLI)", Remedy.FILM),
            new ForeignFormat(4, "\u0012\u00af", "an animation (FLC)", Remedy.FILM),
            new ForeignFormat(8, "WAVE", "a sound file", Remedy.SOUND),
            new ForeignFormat(0, "OggS", "a sound or video file (Ogg)", Remedy.SOUND),
            new ForeignFormat(0, "ID3", "a sound file (MP3)", Remedy.SOUND),
            new ForeignFormat(0, "\u001f\u008b", "a gzip archive, such as an SVG drawing (svgz)", Remedy.ARCHIVE),
            new ForeignFormat(0, "PK\3\4", "a ZIP archive", Remedy.ARCHIVE),
            new ForeignFormat(0, "Rar!", "a RAR archive", Remedy.ARCHIVE),
            new ForeignFormat(0, "7z\u00bc\u00af", "a 7z archive", Remedy.ARCHIVE),
            new ForeignFormat(0, "BZh", "a bzip2 archive", Remedy.ARCHIVE),
            new ForeignFormat(0, "\u00fd7zXZ", "an XZ archive", Remedy.ARCHIVE),
            new ForeignFormat(257, "ustar", "a tar archive", Remedy.ARCHIVE),
            new ForeignFormat(
                    0,
                    "\u00d0\u00cf\u0011\u00e0",
                    "a document of Microsoft's (FlashPix, Word or another)",
                    Remedy.LAYERS));

    private static final ForeignFormat SVG = new ForeignFormat(0, BY_RULE, "an SVG drawing", Remedy.DRAWING);
    private static final ForeignFormat XML =
            new ForeignFormat(0, BY_RULE, "an SVG drawing or another XML file", Remedy.DRAWING);
    private static final ForeignFormat HTML = new ForeignFormat(0, BY_RULE, "a web page (HTML)", Remedy.PAGE);
    private static final ForeignFormat PCX = new ForeignFormat(0, BY_RULE, "a PCX image", Remedy.PICTURE);
    private static final ForeignFormat TGA = new ForeignFormat(0, BY_RULE, "a TGA image", Remedy.PICTURE);
    private static final ForeignFormat CURSOR = new ForeignFormat(0, BY_RULE, "a Windows cursor (CUR)", Remedy.ICON);

    /// The start of netpbm's formats: a letter and a digit, then a size or a comment, or for PAM a word
    /// (ppm(5) and pam(5)).
    private static final Pattern PORTABLE = Pattern.compile("P[1-6]\\s+[0-9#]|P7\\s+[A-Z0-9#]");

    private static final String TEXT_OF_XBM = "#define ";
    private static final Set<Integer> TGA_KINDS = Set.of(1, 2, 3, 9, 10, 11);
    private static final Set<Integer> TGA_DEPTHS = Set.of(8, 15, 16, 24, 32);

    /// @param firstBytes some hundred, or fewer if the file is shorter
    static Optional<ForeignFormat> of(byte[] firstBytes) {
        var text = new String(firstBytes, StandardCharsets.ISO_8859_1);
        return KNOWN.stream()
                .filter(known -> text.startsWith(known.signature, known.offset))
                .findFirst()
                .or(() -> markup(text))
                .or(() -> portable(text))
                .or(() -> byHeader(firstBytes));
    }

    private static Optional<ForeignFormat> markup(String text) {
        var lower = text.toLowerCase(Locale.ROOT).stripLeading();
        if (lower.startsWith("<!doctype html") || lower.startsWith("<html") || lower.contains("<html")) {
            return Optional.of(HTML);
        }
        if (lower.contains("<svg")) {
            return Optional.of(SVG);
        }
        return lower.startsWith("<?xml") ? Optional.of(XML) : Optional.empty();
    }

    /// Recognises netpbm's family and X's bitmaps, which are C source.
    private static Optional<ForeignFormat> portable(String text) {
        if (text.startsWith(TEXT_OF_XBM) && text.contains("_width")) {
            return Optional.of(new ForeignFormat(0, BY_RULE, "an XBM image", Remedy.PICTURE));
        }
        if (!PORTABLE.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        var name = switch (text.charAt(1)) {
            case '1', '4' -> "a PBM image";
            case '2', '5' -> "a PGM image";
            case '3', '6' -> "a PPM image";
            case '7' -> "a PAM image";
            default -> "";
        };
        return name.isEmpty() ? Optional.empty() : Optional.of(new ForeignFormat(0, BY_RULE, name, Remedy.PICTURE));
    }

    /// Recognises formats without a signature by a header in which every number has its range.
    private static Optional<ForeignFormat> byHeader(byte[] bytes) {
        if (isTga(bytes)) {
            return Optional.of(TGA);
        }
        if (bytes.length > 6 && bytes[0] == 0 && bytes[1] == 0 && bytes[2] == 2 && bytes[3] == 0 && bytes[4] > 0) {
            return Optional.of(CURSOR);
        }
        boolean pcx = bytes.length > 3
                && bytes[0] == 10
                && bytes[1] >= 0
                && bytes[1] <= 5
                && (bytes[2] == 0 || bytes[2] == 1)
                && Set.of((byte) 1, (byte) 2, (byte) 4, (byte) 8).contains(bytes[3]);
        return pcx ? Optional.of(PCX) : Optional.empty();
    }

    /// Whether the header is one of Truevision TGA 2.0: kind, palette, size and depth fit each other. Its
    /// own mark, which is optional, stands at the end.
    private static boolean isTga(byte[] bytes) {
        if (bytes.length < 18 || !TGA_KINDS.contains((int) bytes[2]) || !TGA_DEPTHS.contains((int) bytes[16])) {
            return false;
        }
        boolean palette = bytes[1] == 1 && (bytes[7] == 15 || bytes[7] == 16 || bytes[7] == 24 || bytes[7] == 32);
        boolean none = bytes[1] == 0; // then writers may leave anything where a palette would be described
        boolean size = (bytes[12] != 0 || bytes[13] != 0) && (bytes[14] != 0 || bytes[15] != 0);
        return size && (palette || (none && bytes[2] != 1 && bytes[2] != 9)) && (bytes[17] & 0xc0) == 0;
    }

    /// The words of the refusal.
    String refusal() {
        return "is %s, which is not read; %s".formatted(name, remedy.words.formatted("a" + extension()));
    }

    /// The extension of the file in an example.
    private String extension() {
        var words = name.replaceAll("[(),]", "").split(" ", -1);
        var last = words[words.length - 1].toLowerCase(Locale.ROOT);
        return last.length() <= 4 ? "." + last : "." + words[1].toLowerCase(Locale.ROOT);
    }
}
