package dev.azulejo.imaging.gif;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Presents a GIF to libvips with its whole canvas. Its decoder, libnsgif, takes some canvases (640 × 480, 800 × 600,
/// more than 2,048 pixels a side and others) for the screen of a careless writer, and shows the first frame alone
/// (gif.c). Where the first frame does not cover the canvas, a transparent pixel in its last corner comes as a frame
/// before it; what no frame covers is then transparent, as in browsers.
final class GifCanvas extends InputStream {
    private static final int SCREEN_LENGTH = 13; // signature and logical screen descriptor (GIF89a, section 18)
    private static final int SCREEN_FLAGS = 10;
    private static final int DESCRIPTOR_LENGTH = 9; // without its separator (GIF89a, section 20)
    private static final int CONTROL = 0xf9;
    private static final int CONTROL_LENGTH = 8;

    /// A control block: colour 0 is transparent.
    private static final byte[] TRANSPARENT = {GifWatch.EXTENSION, (byte) CONTROL, 4, 1, 0, 0, 0, 0};

    /// The pixels of a frame of one pixel with colour 0, in codes of 3 bits: clear, 0, end.
    private static final byte[] ONE_PIXEL = {2, 2, 0x44, 1, 0};

    private final InputStream file;
    private ByteBuffer pending = ByteBuffer.allocate(0); // is given before anything else
    private ByteBuffer screen = ByteBuffer.allocate(0);
    private byte[] control = {}; // the block that belongs to the next frame
    private boolean inExtension;
    private boolean decided;
    private boolean extended;

    GifCanvas(InputStream file) {
        this.file = file;
    }

    /// Whether a frame was added before the first; known once that one was read.
    boolean isExtended() {
        return extended;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        while (!pending.hasRemaining() && !decided) {
            pending = ByteBuffer.wrap(next());
        }
        if (!pending.hasRemaining()) {
            return file.read(target, offset, length);
        }
        int count = Math.min(length, pending.remaining());
        pending.get(target, offset, count);
        return count;
    }

    /// The next bytes of the file before the pixels of its first frame, with the added one where it belongs.
    private byte[] next() throws IOException {
        if (screen.capacity() == 0) {
            screen = littleEndian(file.readNBytes(SCREEN_LENGTH));
            decided = screen.capacity() < SCREEN_LENGTH;
            int table = decided ? 0 : GifWatch.tableLength(screen.get(SCREEN_FLAGS));
            return joined(screen.array(), file.readNBytes(table));
        }
        int first = file.read();
        if (first < 0) {
            decided = true;
            return new byte[0];
        }
        byte[] start = {(byte) first};
        if (inExtension) { // a block of data
            inExtension = first > 0;
            return joined(start, file.readNBytes(first));
        }
        return switch (first) {
            case GifWatch.EXTENSION -> extension(start);
            case GifWatch.IMAGE -> firstFrame(start);
            default -> {
                decided = first == GifWatch.TRAILER;
                yield start;
            }
        };
    }

    private byte[] extension(byte[] start) throws IOException {
        byte[] label = file.readNBytes(1);
        inExtension = label.length == 1 && (label[0] & 0xff) != CONTROL;
        if (inExtension || label.length == 0) {
            return joined(start, label);
        }
        control = joined(start, label, file.readNBytes(CONTROL_LENGTH - 2));
        return control;
    }

    private byte[] firstFrame(byte[] start) throws IOException {
        decided = true;
        byte[] descriptor = file.readNBytes(DESCRIPTOR_LENGTH);
        if (descriptor.length < DESCRIPTOR_LENGTH) {
            return joined(start, descriptor);
        }
        var numbers = littleEndian(descriptor);
        int left = numbers.getShort(0) & 0xffff;
        int top = numbers.getShort(2) & 0xffff;
        int right = left + (numbers.getShort(4) & 0xffff);
        int bottom = top + (numbers.getShort(6) & 0xffff);
        int width = Math.max(right, screen.getShort(6) & 0xffff);
        int height = Math.max(bottom, screen.getShort(8) & 0xffff);
        extended = left > 0 || top > 0 || right < width || bottom < height;
        if (!extended || width > 1 << Short.SIZE || height > 1 << Short.SIZE) {
            extended = false;
            return joined(start, descriptor);
        }
        byte[] corner = littleEndian(new byte[DESCRIPTOR_LENGTH])
                .putShort((short) (width - 1))
                .putShort((short) (height - 1))
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
        return joined(TRANSPARENT, start, corner, ONE_PIXEL, control, start, descriptor);
    }

    private static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        var all = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
