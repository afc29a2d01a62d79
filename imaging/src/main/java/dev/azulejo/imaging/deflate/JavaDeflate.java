package dev.azulejo.imaging.deflate;

import dev.azulejo.imaging.bytes.GrowingBytes;
import java.util.zip.Deflater;

/// Deflates by the zlib that comes with Java, or the system's.
public final class JavaDeflate implements Deflate {
    public static final String NAME = "java.util.zip.Deflater";

    private static final int SMALLEST_ROOM = 1 << 12;

    private final String fingerprint;

    public JavaDeflate() {
        // A Java may bring its zlib or use the system's, whose version nothing tells: what it makes of a sample does.
        fingerprint = "java.util.zip.Deflater of Java %s, sample %08x"
                .formatted(Runtime.version(), DeflateSample.checksum(this, 1, 6));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public Stream open(int level) {
        return new JavaStream(new Deflater(level, true));
    }

    private record JavaStream(Deflater deflater) implements Stream {
        @Override
        public void add(byte[] bytes, int offset, int count, Ending ending, GrowingBytes target) {
            deflater.setInput(bytes, offset, count);
            if (ending == Ending.LAST) {
                deflater.finish();
            }
            int flush = ending == Ending.FLUSH ? Deflater.FULL_FLUSH : Deflater.NO_FLUSH;
            boolean roomLeft = false;
            while (!roomLeft) { // while zlib fills all its room, it has more to write (deflate() in zlib.h)
                target.room(SMALLEST_ROOM);
                int room = target.array().length - target.length();
                int made = deflater.deflate(target.array(), target.length(), room, flush);
                target.grow(made);
                roomLeft = made < room;
            }
        }

        @Override
        public void restart() {
            deflater.reset();
        }

        @Override
        public void close() {
            deflater.close();
        }
    }
}
