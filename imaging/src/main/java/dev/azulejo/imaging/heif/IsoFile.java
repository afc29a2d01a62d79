package dev.azulejo.imaging.heif;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.Ascii;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.FileFacts;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.metadata.GainMaps;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Walks through the boxes of an ISO media file (ISO 14496-12, 4.2), such as an AVIF or HEIC: checks that
/// they are complete, and finds out about further pictures.
final class IsoFile implements FileFacts {
    private static final String ITEM = "infe";
    private static final String VEILED = "Exi_";
    private static final int MOST_METADATA = 16;

    private final SpooledFile file;
    private final FileBudget budget = new FileBudget();
    private final List<HeifPictures> pictures = new ArrayList<>();
    private boolean cutOff;
    private boolean hasGainMap;
    private boolean isSequence;
    private HeifCoding coding = HeifCoding.USUAL;

    /// @throws FileBudget.Spent when there is more in the file than allowed
    IsoFile(SpooledFile file) {
        this.file = file;
        boolean appended = false; // something that is no box, behind which libheif looks for more
        for (long start = 0; file.has(start, IsoBox.HEAD_BYTES); ) {
            budget.draw(Part.BOXES, 1);
            var box = IsoBox.at(file, start);
            appended |= !box.type().chars().allMatch(letter -> letter >= ' ' && letter <= '~');
            boolean whole = box.isWhole(file);
            cutOff = !whole && !appended;
            if (!whole) {
                return;
            }
            if (box.type().equals("meta")) {
                budget.draw(Part.META_BYTES, box.length());
                readMeta(start, box.headBytes(), (int) box.length());
            }
            isSequence = isSequence || (!appended && box.type().equals("moov"));
            start = box.end();
        }
    }

    private void readMeta(long offset, int headBytes, int length) {
        var bytes = file.read(offset, length, ByteOrder.BIG_ENDIAN).array();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        // an auxiliary image of Apple's, or an item that ISO 21496-1 makes of two images
        var found = HeifCoding.of(bytes, text);
        coding = pictures.isEmpty() ? found : coding.or(found);
        hasGainMap |= text.contains(":hdrgainmap") || (text.contains("tmap") && text.contains("infe"));
        pictures.add(new HeifPictures(ByteBuffer.wrap(bytes).slice(headBytes, length - headBytes), budget));
        veilExif(bytes, text, offset);
    }

    /// Renames EXIF in the copy so that libvips does not recognise it: it would let libexif read it, which
    /// takes time and memory beyond our limits.
    private void veilExif(byte[] bytes, String text, long offset) {
        for (int at = text.indexOf(ITEM); at >= 0; at = text.indexOf(ITEM, at + 1)) {
            int version = at + ITEM.length() < bytes.length ? bytes[at + ITEM.length()] : 0;
            int type = at + (version < 3 ? 12 : 14); // behind version, flags, number and protection
            if (text.regionMatches(true, type, "Exif", 0, VEILED.length())) {
                file.write(offset + type, ByteBuffer.wrap(Ascii.of(VEILED)));
            }
        }
    }

    @Override
    public FileBudget budget() {
        return budget;
    }

    /// @throws UnreadableImage when a picture is made from many times as many pixels as it has
    void check() throws UnreadableImage {
        for (var list : pictures) {
            list.check();
        }
    }

    /// The metadata with the EXIF that was hidden from libvips: the first item of the changed name, behind
    /// the offset of its TIFF structure (ISO 23008-12, annex A).
    @Override
    public ImageMetadata metadata(int page, SourceMetadata source) {
        var item = IntStream.range(0, MOST_METADATA)
                .mapToObj("heif-%s-%%d".formatted(VEILED)::formatted)
                .flatMap(name -> source.blob(name).stream())
                .findFirst();
        return source.loaded(
                item.map(block -> block.length > 4 && block[0] != 'I' && block[0] != 'M'
                        ? Arrays.copyOfRange(block, 4, block.length)
                        : block),
                Map.of());
    }

    public boolean isCutOff() {
        return cutOff;
    }

    @Override
    public List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (hasGainMap) {
            warnings.add(GainMaps.LEFT_OUT);
        }
        if (isSequence) { // frames of a film beside the still images
            warnings.add("is a sequence of frames, of which the still image was taken");
        }
        return warnings;
    }

    /// The normal orientation, as libheif turns images itself by their boxes, and EXIF then does not count
    /// (ISO 23008-12, annex A).
    @Override
    public Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.of(Orientation.NORMAL);
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        long held = pictures.stream().mapToLong(HeifPictures::held).max().orElse(0);
        return (long) (Math.max(pixels, held) * coding.heldPerPixel());
    }
}
