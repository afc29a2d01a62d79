package dev.azulejo.imaging.png;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.ifd.Fraction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/// Collects the chunks of a PNG that describe its colours and the photograph, as they arrive. What is kept
/// of all of them together, inflated, has a limit: a text of a kilobyte may inflate to a megabyte.
final class PngBlocks {
    /// The greatest number of bytes that are kept of one file.
    public static final int MOST_BYTES = 16 << 20;

    private static final Set<String> SINGLE = Set.of("iCCP", "sRGB", "gAMA", "cHRM", "cICP", "pHYs", "eXIf", "acTL");
    private static final Set<String> TEXTS = Set.of("tEXt", "zTXt", "iTXt");
    private static final int PHYS_LENGTH = 9;
    private static final int UNIT_METRE = 1;

    private final Map<String, byte[]> chunks = new HashMap<>();
    private final PngTexts texts = new PngTexts();
    private final Set<String> damaged = new LinkedHashSet<>();
    private int left = MOST_BYTES;
    private boolean tooMuch;
    private boolean exifIsLate;
    private boolean hasLate;

    /// Whether a chunk must be read and given to [#add].
    boolean wants(String type, long length) {
        if (!SINGLE.contains(type) && !TEXTS.contains(type)) {
            return false;
        }
        tooMuch |= length > left;
        return !tooMuch;
    }

    /// @param crc that the file states
    /// @param late whether it follows the pixels
    public void add(String type, byte[] content, int crc, boolean late) {
        hasLate |= late;
        if (crc != checksum(type, content)) {
            damaged.add(type);
        } else if (TEXTS.contains(type)) {
            addText(type, content);
        } else if (!late || type.equals("eXIf")) { // the others have to come before
            left -= content.length;
            exifIsLate |= late && !chunks.containsKey(type);
            chunks.putIfAbsent(type, content);
        }
    }

    private static int checksum(String type, byte[] content) {
        var crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(content);
        return (int) crc.getValue();
    }

    private void addText(String type, byte[] content) {
        var text = PngText.of(type, content);
        if (text.isEmpty()) {
            damaged.add(type);
            return;
        }
        switch (texts.add(text.get(), left)) {
            case PngTexts.Kept kept -> left -= kept.bytes();
            case PngTexts.TooLong ignored -> tooMuch = true;
            case PngTexts.Damaged ignored -> damaged.add(type);
        }
    }

    public Optional<byte[]> chunk(String type) {
        return Optional.ofNullable(chunks.get(type));
    }

    public PngTexts texts() {
        return texts;
    }

    boolean isAnimation() {
        return chunks.containsKey("acTL");
    }

    /// EXIF as the file has it: in its own chunk, or else in a text.
    public Optional<byte[]> exif() {
        return chunk("eXIf").or(texts::exif);
    }

    /// Whether any chunk came after the pixels.
    boolean hasLate() {
        return hasLate;
    }

    /// The metadata read so far, with texts, which become XMP.
    ImageMetadata metadata(SourceMetadata source) {
        var exif = source.exif(exif());
        boolean turned =
                exif.flatMap(ResultExif::orientation).filter(turn -> turn > 1).isPresent();
        if (exifIsLate && turned) { // where browsers do not look for it
            source.warnings()
                    .add("says behind its pixels that it is turned, where viewers do not look: it was taken as it"
                            + " lies");
        }
        var xmp = source.xmp(texts.xmp(), texts.words());
        source.warnings().addAll(warnings());
        source.warnings().addAll(texts.warnings());
        return SourceMetadata.of(exif, xmp, source.iptc(texts.iptc().stream().toList()));
    }

    /// Describes the metadata that cannot be kept, in plain words.
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (tooMuch) {
            warnings.add("has more than %d MiB of texts and other metadata; the rest of them is left out"
                    .formatted(MOST_BYTES >> 20));
        }
        if (!damaged.isEmpty()) {
            warnings.add("has damaged metadata, which are left out (%s)".formatted(String.join(", ", damaged)));
        }
        return warnings;
    }

    public Optional<Density> density() {
        return chunk("pHYs").filter(field -> field.length == PHYS_LENGTH).flatMap(field -> {
            var numbers = ByteBuffer.wrap(field);
            int horizontal = numbers.getInt();
            int vertical = numbers.getInt();
            return numbers.get() == UNIT_METRE && horizontal > 0 && vertical > 0
                    ? Optional.of(new Density(horizontal / Fraction.MM_PER_METRE, vertical / Fraction.MM_PER_METRE))
                    : Optional.empty();
        });
    }
}
