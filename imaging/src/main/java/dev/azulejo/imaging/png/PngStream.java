package dev.azulejo.imaging.png;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.decode.FileWatch;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Presents a PNG file to libvips with only the chunks that its pixels need. libpng would hold all texts,
/// however far they inflate; those that we want are kept separately, within limits. If only the last chunk
/// is missing, it is supplied. (PNG, third edition, 5.3)
public final class PngStream extends InputStream implements FileWatch {
    private static final int SIGNATURE_LENGTH = 8;
    private static final int HEADER_LENGTH = 8;
    private static final int CRC_LENGTH = 4;
    private static final int IHDR_LENGTH = 13;
    private static final int LOWER_CASE = 0x20; // in the first letter: the chunk is not needed for pixels
    private static final byte[] END = {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82};
    static final String LACKS_END = "lacks its end (the chunk IEND), but all of its pixels are there";

    private final InputStream file;
    private final FileBudget budget = new FileBudget();
    private final PngBlocks blocks = new PngBlocks();
    private final byte[] passedOver = new byte[1 << 13];
    private ByteBuffer pending = ByteBuffer.allocate(0); // is given before anything else
    private long passing = SIGNATURE_LENGTH; // bytes of the file that are given as they come
    private boolean pixelsSeen;
    private boolean over;
    private boolean complete;
    private boolean lacksEnd;
    private boolean interlaced;

    /// @param file stays open, as it belongs to the caller
    public PngStream(InputStream file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!pending.hasRemaining() && passing == 0 && !over) {
            nextChunk();
        }
        if (pending.hasRemaining()) {
            int count = Math.min(length, pending.remaining());
            pending.get(target, offset, count);
            return count;
        }
        int count = passing == 0 ? -1 : file.read(target, offset, (int) Math.min(length, passing));
        passing -= Math.max(0, count);
        return count;
    }

    private void nextChunk() throws IOException {
        var header = ByteBuffer.wrap(file.readNBytes(HEADER_LENGTH));
        if (header.remaining() < HEADER_LENGTH) {
            endEarly();
            return;
        }
        budget.draw(Part.PNG_CHUNKS, 1);
        long length = Integer.toUnsignedLong(header.getInt());
        var type = StandardCharsets.ISO_8859_1.decode(header).toString();
        switch (type) {
            case "IEND" -> {
                complete = passOver(length + CRC_LENGTH);
                if (complete) {
                    end();
                } else {
                    endEarly();
                }
            }
            case "IHDR" -> readImageHeader(header.rewind(), length);
            default -> {
                boolean needed = (type.charAt(0) & LOWER_CASE) == 0 || type.equals("tRNS");
                if (needed) {
                    pixelsSeen |= type.equals("IDAT");
                    pass(header.rewind(), length + CRC_LENGTH);
                } else {
                    take(type, length);
                }
            }
        }
    }

    private void pass(ByteBuffer first, long following) {
        pending = first;
        passing = following;
    }

    private void end() {
        pass(ByteBuffer.wrap(END), 0);
        over = true;
    }

    /// Handles a file that ends too early.
    private void endEarly() {
        over = true;
        if (pixelsSeen) {
            lacksEnd = true;
            end();
        }
    }

    private void readImageHeader(ByteBuffer header, long length) throws IOException {
        byte[] content = file.readNBytes((int) Math.min(length, IHDR_LENGTH));
        interlaced = content.length == IHDR_LENGTH && content[IHDR_LENGTH - 1] != 0;
        var start = ByteBuffer.allocate(HEADER_LENGTH + content.length);
        pass(start.put(header).put(content).flip(), length - content.length + CRC_LENGTH);
    }

    private void take(String type, long length) throws IOException {
        if (!blocks.wants(type, length)) {
            if (!passOver(length + CRC_LENGTH)) {
                endEarly();
            }
            return;
        }
        byte[] content = file.readNBytes((int) length);
        var crc = ByteBuffer.wrap(file.readNBytes(CRC_LENGTH));
        if (crc.remaining() < CRC_LENGTH) {
            endEarly();
        } else {
            blocks.add(type, content, crc.getInt(), pixelsSeen);
        }
    }

    /// @return whether the file had that many bytes
    private boolean passOver(long count) throws IOException {
        long left = count;
        int read = 0;
        while (left > 0 && read >= 0) {
            read = file.read(passedOver, 0, (int) Math.min(left, passedOver.length));
            left -= Math.max(0, read);
        }
        return left == 0;
    }

    @Override
    public FileBudget budget() {
        return budget;
    }

    /// Does nothing, as this class reads the file itself.
    @Override
    public void saw(byte[] bytes, int count) {}

    @Override
    public boolean complete() {
        return complete;
    }

    @Override
    public Optional<String> lackedEnd() {
        return lacksEnd ? Optional.of(LACKS_END) : Optional.empty();
    }

    @Override
    public InputStream bytes(InputStream whole) {
        return this;
    }

    @Override
    public Optional<Colours> colours() {
        return Optional.of((grey, left) -> new PngColours(blocks, grey, left).profile());
    }

    @Override
    public boolean hasLateMetadata() {
        return blocks.hasLate();
    }

    @Override
    public ImageMetadata metadata(int page, SourceMetadata source) {
        return blocks.metadata(source);
    }

    @Override
    public Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.of(
                Orientation.ofExif(exif.flatMap(ResultExif::orientation).orElse(1)));
    }

    /// The memory for decoding: an interlaced image is complete only with its last pass.
    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return interlaced ? pixels * bytesPerPixel : 0;
    }

    @Override
    public Optional<Density> density(int page, Optional<Density> loaded, Optional<byte[]> exif) {
        return blocks.density().or(() -> exif.flatMap(ResultExif::density));
    }

    @Override
    public List<String> warnings() {
        return blocks.isAnimation() ? List.of("is an animation, of which the still image was taken") : List.of();
    }
}
