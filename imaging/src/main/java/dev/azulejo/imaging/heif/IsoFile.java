package dev.azulejo.imaging.heif;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.decode.FileFacts;
import dev.azulejo.imaging.metadata.GainMaps;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The boxes of an ISO media file (ISO 14496-12, 4.2), which AVIF and HEIC are: whether they are all
/// there, and what they say of more than one picture.
final class IsoFile implements FileFacts {
    private static final int MAX_META = 1 << 24;

    private final SpooledFile file;
    private boolean cutOff;
    private boolean hasGainMap;
    private boolean isSequence;
    private HeifCoding coding = HeifCoding.USUAL;

    IsoFile(SpooledFile file) {
        this.file = file;
        for (long start = 0; file.has(start, IsoBox.HEAD_BYTES) && !cutOff; ) {
            var box = IsoBox.at(file, start);
            boolean isBox = box.type().chars().allMatch(letter -> letter >= ' ' && letter <= '~');
            if (!isBox) {
                return; // something that was appended
            }
            cutOff = !box.isWhole(file);
            if (!cutOff && box.type().equals("meta") && box.length() <= MAX_META) {
                readMeta(start, (int) box.length());
            }
            isSequence = isSequence || (!cutOff && box.type().equals("moov"));
            start = box.end();
        }
    }

    private void readMeta(long offset, int length) {
        var bytes = file.read(offset, length, ByteOrder.BIG_ENDIAN).array();
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        // an auxiliary image of Apple's, or an item that ISO 21496-1 makes of two images
        coding = HeifCoding.of(bytes, text);
        hasGainMap = text.contains(":hdrgainmap") || (text.contains("tmap") && text.contains("infe"));
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

    /// libheif turns images itself, as their boxes say, and EXIF does not count then (ISO 23008-12, annex
    /// A).
    @Override
    public Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.of(Orientation.NORMAL);
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return (long) (pixels * coding.heldPerPixel());
    }
}
