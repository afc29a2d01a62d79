package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.decode.FileWatch;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.metadata.GainMaps;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Waits for a JPEG's end-of-image marker, without which libjpeg still decodes. Segments are skipped by
/// their length, because the thumbnail in one has an end marker, too. Segments about further pictures
/// behind the end, or about the coding of pixels, are read. (ITU-T T.81, B.1.1)
public final class JpegWatch implements FileWatch {
    private static final int STUFFED = 0x00;
    private static final int TEM = 0x01;
    private static final int FIRST_DEFINED = 0xc0; // markers below it are reserved, and libjpeg passes over them alone
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    /// The greatest number of scans: every scan of a progressive JPEG goes over all coefficients, even if
    /// it has few bytes. Encoders write ten or so; more than this would be each of the 64 coefficients by
    /// itself, and again for its last bit.
    public static final int MOST_SCANS = 100;

    private static final int COM = 0xfe;
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    /// The greatest size of application segments: libjpeg keeps all of them, libvips copies them, and so do
    /// we. It is as much as the limit on metadata may be raised to.
    private static final long MOST_APPLICATION_BYTES = 64L << 20;

    private static final int EXIF_NAME = 6; // with two zeros behind it
    private static final int MOST_EXIF = 1 << 20; // that is put together
    private static final int MOST_SEGMENT = JpegHeader.MOST_SEGMENT; // as much as one can have
    private static final int COMMENT_START = 512; // as much of a comment as is kept

    private enum State {
        /// Before a marker, or among entropy-coded bytes: all bytes but markers are skipped.
        SEARCHING,
        MARKER_SEEN,
        LENGTH_HIGH,
        LENGTH_LOW,
        SKIPPING,
        COMPLETE
    }

    private final FileBudget budget = new FileBudget();
    private State state = State.SEARCHING;
    private int code;
    private int length; // of the segment, what is left of it
    private int whole; // of the segment
    private final ByteBuffer segment = ByteBuffer.allocate(MOST_SEGMENT);
    private List<String> warnings = List.of();
    private Optional<JpegFrame> frame = Optional.empty();
    private int inFirstScan; // components
    private int scans;
    private boolean profileSeen;
    private boolean extendedXmp;
    private Optional<JpegComment> comment = Optional.empty();
    private Optional<byte[]> exif = Optional.empty();
    private long applicationBytes;

    @Override
    public FileBudget budget() {
        return budget;
    }

    @Override
    public InputStream bytes(InputStream file) {
        return new VeiledExif(file);
    }

    @Override
    public void saw(byte[] bytes, int count) {
        int position = 0;
        while (position < count && state != State.COMPLETE) {
            position = switch (state) {
                case SEARCHING -> search(bytes, position, count);
                case SKIPPING -> skip(bytes, position, count);
                default -> step(bytes[position] & 0xff, position);
            };
        }
    }

    private int search(byte[] bytes, int from, int count) {
        int position = from;
        while (position < count && bytes[position] != (byte) JpegSegment.MARKER) {
            position++;
        }
        if (position < count) {
            state = State.MARKER_SEEN;
            position++;
        }
        return position;
    }

    private int skip(byte[] bytes, int position, int count) {
        int skipped = Math.min(length, count - position);
        if (isLookedInto()) {
            segment.put(bytes, position, Math.min(skipped, segment.remaining()));
        }
        length -= skipped;
        if (length == 0) {
            endSegment();
        }
        return position + skipped;
    }

    private void endSegment() {
        state = State.SEARCHING;
        scans += code == JpegSegment.SOS ? 1 : 0;
        segment.flip();
        profileSeen |= code == APP2 && startsWith(PROFILE);
        if (code == APP1) {
            extendedXmp |= startsWith(JpegHeader.EXTENDED_XMP);
            exif = exif.isEmpty() ? exif(segment) : continued(exif.get(), exif(segment));
        } else if (code == APP2 && warnings.isEmpty()) {
            warnings = GainMaps.inJpegSegment(segment, budget).stream().toList();
        } else if (JpegFrame.isStart(code) && frame.isEmpty()) {
            frame = JpegFrame.of(code, segment);
        } else if (code == COM && comment.isEmpty()) {
            comment = Optional.of(JpegComment.of(segment.limit(Math.min(segment.limit(), COMMENT_START)), whole));
        } else if (code == JpegSegment.SOS && inFirstScan == 0 && segment.hasRemaining()) {
            inFirstScan = segment.get() & 0xff;
        }
        segment.clear();
    }

    /// The content of an EXIF segment, with its name as the file has it; empty for other segments.
    private static Optional<byte[]> exif(ByteBuffer segment) {
        var bytes = new byte[segment.remaining()];
        segment.get(bytes);
        int length = VeiledExif.NAME.length();
        var name = new String(bytes, 0, Math.min(length, bytes.length), StandardCharsets.ISO_8859_1);
        if (bytes.length <= length || !name.equalsIgnoreCase(VeiledExif.NAME)) {
            return Optional.empty();
        }
        bytes[length - 1] = 'f';
        return Optional.of(bytes);
    }

    /// EXIF with what a further segment adds to it: some cameras need more than one holds. Another block begins as a
    /// TIFF does, and does not count.
    private static Optional<byte[]> continued(byte[] exif, Optional<byte[]> further) {
        if (further.isEmpty()
                || exif.length > MOST_EXIF
                || ExifBlock.parse(further.get()).isPresent()) {
            return Optional.of(exif);
        }
        byte[] more = further.get();
        int from = Math.min(more.length, EXIF_NAME);
        return Optional.of(ByteBuffer.allocate(exif.length + more.length - from)
                .put(exif)
                .put(more, from, more.length - from)
                .array());
    }

    private boolean startsWith(byte[] name) {
        return segment.remaining() >= name.length
                && segment.slice(0, name.length).equals(ByteBuffer.wrap(name));
    }

    private boolean isLookedInto() {
        return code == APP1 || code == APP2 || code == JpegSegment.SOS || code == COM || JpegFrame.isStart(code);
    }

    private int step(int value, int position) {
        switch (state) {
            case MARKER_SEEN -> {
                code = value;
                state = afterMarker(value);
            }
            case LENGTH_HIGH -> {
                length = value << 8;
                state = State.LENGTH_LOW;
            }
            case LENGTH_LOW -> {
                length = Math.max(0, (length | value) - 2); // the length counts its own two bytes
                whole = length;
                if (code >= JpegSegment.APP0) { // all behind them are comments, or of no use
                    budget.draw(Part.SEGMENTS, 1);
                    applicationBytes += length;
                }
                state = length == 0 ? State.SEARCHING : State.SKIPPING;
            }
            default -> throw new IllegalStateException(state.name());
        }
        return position + 1;
    }

    private static State afterMarker(int code) {
        return switch (code) {
            case JpegSegment.MARKER -> State.MARKER_SEEN; // fill bytes
            case STUFFED, TEM, JpegSegment.SOI -> State.SEARCHING;
            case JpegSegment.EOI -> State.COMPLETE;
            default -> {
                boolean alone = code < FIRST_DEFINED || (code >= JpegSegment.RST0 && code < JpegSegment.SOI);
                yield alone ? State.SEARCHING : State.LENGTH_HIGH;
            }
        };
    }

    @Override
    public boolean complete() {
        return state == State.COMPLETE;
    }

    @Override
    public Optional<UnreadableImage> refusal() {
        if (scans > MOST_SCANS) {
            return refused(
                    Reason.TOO_MANY_SCANS,
                    "is a JPEG of more than %d scans, each of which takes as long as the whole image;"
                                    .formatted(MOST_SCANS)
                            + " save it as baseline JPEG (jpegtran -copy all a.jpg)");
        }
        return applicationBytes > MOST_APPLICATION_BYTES
                ? refused(
                        Reason.TOO_MUCH_METADATA,
                        "is a JPEG with more than %d MiB of metadata; take them out (jpegtran -copy none a.jpg)"
                                .formatted(MOST_APPLICATION_BYTES >> 20))
                : Optional.empty();
    }

    private static Optional<UnreadableImage> refused(Reason reason, String words) {
        return Optional.of(new UnreadableImage(reason, words, null));
    }

    /// The number of samples of the frame, over all components; 0 before its header.
    public long frameSamples() {
        return frame.map(header -> header.blocks() * JpegFrame.BLOCK_SAMPLES).orElse(0L);
    }

    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return frame.map(header -> header.heldBytes(inFirstScan)).orElse(0L);
    }

    @Override
    public List<String> warnings() {
        var all = new ArrayList<>(warnings);
        comment.flatMap(JpegComment::warning).ifPresent(all::add);
        if (extendedXmp) {
            all.add("its extended XMP, more than one segment holds, is left out");
        }
        return all;
    }

    @Override
    public Optional<String> rareKind(String words) {
        return frame.flatMap(header -> header.rareKind(words));
    }

    /// The metadata with the comment, which libvips does not report, as XMP.
    @Override
    public ImageMetadata metadata(int page, SourceMetadata source) {
        return source.loaded(
                exif, comment.map(said -> Map.of("comment", said.text())).orElse(Map.of()));
    }

    @Override
    public Optional<Density> density(int page, Optional<Density> loaded, Optional<byte[]> exif) {
        return exif.flatMap(ResultExif::density).or(() -> loaded);
    }

    @Override
    public Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.of(
                Orientation.ofExif(exif.flatMap(ResultExif::orientation).orElse(1)));
    }

    @Override
    public boolean sawProfile() {
        return profileSeen;
    }
}
