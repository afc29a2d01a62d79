package dev.azulejo.imaging.deflate;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.imaging.bytes.GrowingBytes;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;

/// ISA-L's deflate at level 1, which replaces zlib's: its output is a few percent larger, and it is several
/// times as fast.
@SuppressWarnings("restricted") // calling C is what this module is for
public final class IsalDeflate implements Deflate {
    public static final String NAME = "ISA-L";

    /// The only one of our levels that it serves; others ask for smaller files than it makes.
    public static final int LEVEL = 1;

    private static final int PIECE = 1 << 17; // stays in the processor's cache

    private final IsalLibrary library;
    private final String fingerprint;

    private IsalDeflate(IsalLibrary library) {
        this.library = library;
        fingerprint = "ISA-L of %s, sample %08x".formatted(library.file(), DeflateSample.checksum(this, LEVEL));
    }

    /// ISA-L, if it can be loaded and works.
    ///
    /// @param names file names of the shared library
    public static Optional<IsalDeflate> find(List<String> names) {
        var logger = System.getLogger(IsalDeflate.class.getName());
        var library = IsalLibrary.load(names);
        if (library.isEmpty()) {
            logger.log(System.Logger.Level.DEBUG, "no ISA-L here, zlib deflates");
            return Optional.empty();
        }
        if (!works(library.get())) {
            logger.log(
                    System.Logger.Level.DEBUG,
                    "{0} does not deflate as it should, zlib does",
                    library.get().file());
            return Optional.empty();
        }
        return library.map(IsalDeflate::new);
    }

    /// Whether the library gives right results, also with far too little room for the output.
    private static boolean works(IsalLibrary library) {
        try (var stream = new IsalStream(library, PIECE);
                var narrow = new IsalStream(library, 40)) {
            return DeflateSample.holds(stream, DeflateSample.LONGEST)
                    && DeflateSample.holds(narrow, DeflateSample.SHORT);
        } catch (PermanentFailure refused) {
            return false;
        }
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
        if (level != LEVEL) {
            throw new IllegalArgumentException("ISA-L deflates at level %d, not at %d".formatted(LEVEL, level));
        }
        return new IsalStream(library, PIECE);
    }

    /// A `struct isal_zstream` (igzip_lib.h), with the offsets of the fields that are used.
    private static final class IsalStream implements Stream {
        private static final int NEXT_IN = 0;
        private static final int AVAIL_IN = 8;
        private static final int NEXT_OUT = 16;
        private static final int AVAIL_OUT = 24;
        private static final int LEVEL_AT = 40;
        private static final int LEVEL_BUFFER_BYTES_AT = 44;
        private static final int LEVEL_BUFFER = 48;
        private static final int END_OF_STREAM = 56;
        private static final int FLUSH = 58;
        private static final short FULL_FLUSH = 2;
        private static final int STRUCT_BYTES = 1 << 18; // 82 KiB in ISA-L 2.30
        private static final int LEVEL_BUFFER_BYTES = 1 << 18; // as ISAL_DEF_LVL1_DEFAULT: smaller ones are slower
        private static final int ALIGNMENT = 64;

        private final Arena arena = Arena.ofConfined();
        private final MemorySegment stream = arena.allocate(STRUCT_BYTES, ALIGNMENT);
        private final MemorySegment levelBuffer = arena.allocate(LEVEL_BUFFER_BYTES, ALIGNMENT);
        private final MemorySegment input = arena.allocate(PIECE, ALIGNMENT);
        private final MemorySegment output;
        private final IsalLibrary library;

        /// @param room bytes for the output of one call
        IsalStream(IsalLibrary library, int room) {
            this.library = library;
            output = arena.allocate(room, ALIGNMENT);
            restart();
        }

        @Override
        public void restart() {
            library.init().run(stream);
            stream.set(JAVA_INT, LEVEL_AT, LEVEL);
            stream.set(JAVA_INT, LEVEL_BUFFER_BYTES_AT, LEVEL_BUFFER_BYTES);
            stream.set(ADDRESS, LEVEL_BUFFER, levelBuffer);
        }

        @Override
        public void add(byte[] bytes, int offset, int count, Ending ending, GrowingBytes target) {
            int done = 0;
            do {
                int piece = Math.min(PIECE, count - done);
                MemorySegment.copy(bytes, offset + done, input, JAVA_BYTE, 0, piece);
                done += piece;
                deflate(piece, done == count ? ending : Ending.NONE, target);
            } while (done < count);
        }

        private void deflate(int count, Ending ending, GrowingBytes target) {
            stream.set(ADDRESS, NEXT_IN, input);
            stream.set(JAVA_INT, AVAIL_IN, count);
            stream.set(JAVA_SHORT, END_OF_STREAM, (short) (ending == Ending.LAST ? 1 : 0));
            stream.set(JAVA_SHORT, FLUSH, ending == Ending.FLUSH ? FULL_FLUSH : 0);
            int room = (int) output.byteSize();
            int made = room;
            while (made == room) { // else it had more to write
                stream.set(ADDRESS, NEXT_OUT, output);
                stream.set(JAVA_INT, AVAIL_OUT, room);
                int status = library.deflate().number(stream);
                made = room - stream.get(JAVA_INT, AVAIL_OUT);
                if (status != 0) {
                    throw new PermanentFailure("ISA-L refuses to deflate: status " + status);
                }
                target.room(made);
                MemorySegment.copy(output, JAVA_BYTE, 0, target.array(), target.length(), made);
                target.grow(made);
            }
            if (stream.get(JAVA_INT, AVAIL_IN) != 0) {
                throw new PermanentFailure("ISA-L left bytes that it should have deflated");
            }
        }

        @Override
        public void close() {
            arena.close();
        }
    }
}
