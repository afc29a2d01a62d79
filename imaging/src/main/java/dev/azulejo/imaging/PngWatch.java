package dev.azulejo.imaging;

import dev.azulejo.core.job.Density;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Goes from chunk to chunk of a PNG, waits for the last one, which libpng does not look for, and takes the
/// density from `pHYs`, in whose absence libvips tells a default. (PNG, third edition, 5.3)
final class PngWatch implements FileWatch {
    private static final int SIGNATURE_LENGTH = 8;
    private static final int HEADER_LENGTH = 8;
    private static final int CRC_LENGTH = 4;
    private static final int PHYS_LENGTH = 9;
    private static final int IHDR_LENGTH = 13;
    private static final int UNIT_METRE = 1;
    private static final double MM_PER_METRE = 1000;

    private enum Part {
        /// The signature, the content of a chunk, or its checksum, which libpng looks at.
        PASSED_OVER,
        HEADER,
        IMAGE_HEADER,
        DENSITY
    }

    private final ByteBuffer field = ByteBuffer.allocate(IHDR_LENGTH); // of a part that is read
    private Part part = Part.PASSED_OVER;
    private long left = SIGNATURE_LENGTH; // bytes of the part
    private Optional<Density> density = Optional.empty();
    private boolean last; // whether the chunk is
    private boolean complete;
    private boolean interlaced;

    @Override
    public void saw(byte[] bytes, int count) {
        int position = 0;
        while (position < count && !complete) {
            int taken = (int) Math.min(left, count - position);
            if (part != Part.PASSED_OVER) {
                field.put(bytes, position, taken);
            }
            position += taken;
            left -= taken;
            if (left == 0) {
                endPart();
            }
        }
    }

    private void endPart() {
        field.flip();
        switch (part) {
            case PASSED_OVER -> {
                complete = last;
                expect(Part.HEADER, HEADER_LENGTH);
            }
            case HEADER -> readHeader();
            case IMAGE_HEADER -> {
                interlaced = field.get(IHDR_LENGTH - 1) != 0;
                expect(Part.PASSED_OVER, CRC_LENGTH);
            }
            case DENSITY -> {
                readDensity();
                expect(Part.PASSED_OVER, CRC_LENGTH);
            }
        }
        field.clear();
    }

    private void expect(Part next, long length) {
        part = next;
        left = length;
    }

    private void readHeader() {
        long length = Integer.toUnsignedLong(field.getInt());
        var type = StandardCharsets.ISO_8859_1.decode(field).toString();
        last = type.equals("IEND");
        if (type.equals("pHYs") && length == PHYS_LENGTH) {
            expect(Part.DENSITY, PHYS_LENGTH);
        } else if (type.equals("IHDR") && length == IHDR_LENGTH) {
            expect(Part.IMAGE_HEADER, IHDR_LENGTH);
        } else {
            expect(Part.PASSED_OVER, length + CRC_LENGTH);
        }
    }

    private void readDensity() {
        int horizontal = field.getInt();
        int vertical = field.getInt();
        if (field.get() == UNIT_METRE && horizontal > 0 && vertical > 0) {
            density = Optional.of(new Density(horizontal / MM_PER_METRE, vertical / MM_PER_METRE));
        }
    }

    @Override
    public boolean complete() {
        return complete;
    }

    /// An interlaced image is there only when its last pass is.
    @Override
    public long decodeBytes(long pixels, int bytesPerPixel) {
        return interlaced ? pixels * bytesPerPixel : 0;
    }

    @Override
    public Optional<Density> density() {
        return density;
    }
}
