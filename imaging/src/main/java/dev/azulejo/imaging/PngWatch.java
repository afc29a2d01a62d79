package dev.azulejo.imaging;

import dev.azulejo.core.job.Density;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/// Checks a PNG's chunks: the checksum of each that an image needs (libpng never reads that of the last),
/// and that there is an end. Takes the density from `pHYs`, where libvips puts a default that looks like
/// one. (PNG, third edition, 5.3)
final class PngWatch implements FileWatch {
    private static final int SIGNATURE_LENGTH = 8;
    private static final int HEADER_LENGTH = 8;
    private static final int CRC_LENGTH = 4;
    private static final int PHYS_LENGTH = 9;
    private static final int UNIT_METRE = 1;
    private static final double MM_PER_METRE = 1000;

    private enum Part {
        SIGNATURE,
        HEADER,
        CONTENT,
        CRC
    }

    private final CRC32 crc = new CRC32();
    private final ByteBuffer field = ByteBuffer.allocate(PHYS_LENGTH); // the part that is being read, if a short one
    private Part part = Part.SIGNATURE;
    private long left = SIGNATURE_LENGTH; // bytes of the part
    private String type = "";
    private Optional<Density> density = Optional.empty();
    private Optional<String> damage = Optional.empty();
    private boolean complete;

    @Override
    public void saw(byte[] bytes, int count) {
        int position = 0;
        while (position < count && !complete && damage.isEmpty()) {
            int taken = (int) Math.min(left, count - position);
            if (part == Part.HEADER || part == Part.CRC || keepsContent()) {
                field.put(bytes, position, taken);
            }
            if (part == Part.CONTENT) {
                crc.update(bytes, position, taken);
            }
            position += taken;
            left -= taken;
            if (left == 0) {
                next();
            }
        }
    }

    private boolean keepsContent() {
        return part == Part.CONTENT && type.equals("pHYs") && left <= field.remaining();
    }

    /// Goes to the part after the one that was just read.
    private void next() {
        field.flip();
        switch (part) {
            case SIGNATURE -> expect(Part.HEADER, HEADER_LENGTH);
            case HEADER -> readHeader();
            case CONTENT -> {
                if (field.remaining() == PHYS_LENGTH) {
                    readDensity();
                }
                expect(Part.CRC, CRC_LENGTH);
            }
            case CRC -> {
                boolean ancillary = Character.isLowerCase(type.charAt(0));
                if (!ancillary && field.getInt() != (int) crc.getValue()) {
                    damage = Optional.of("the checksum of a chunk %s is wrong".formatted(type));
                }
                complete = type.equals("IEND");
                expect(Part.HEADER, HEADER_LENGTH);
            }
        }
        field.clear();
    }

    private void expect(Part nextPart, long length) {
        part = nextPart;
        left = length;
    }

    private void readHeader() {
        int length = field.getInt();
        var typeBytes = new byte[HEADER_LENGTH - Integer.BYTES];
        field.get(typeBytes);
        type = new String(typeBytes, StandardCharsets.ISO_8859_1);
        crc.reset();
        crc.update(typeBytes);
        if (length < 0) {
            damage = Optional.of("a chunk claims %d bytes".formatted(Integer.toUnsignedLong(length)));
        } else if (length == 0) {
            expect(Part.CRC, CRC_LENGTH);
        } else {
            expect(Part.CONTENT, length);
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

    @Override
    public Optional<String> damage() {
        return damage;
    }

    @Override
    public Optional<Density> density() {
        return density;
    }
}
