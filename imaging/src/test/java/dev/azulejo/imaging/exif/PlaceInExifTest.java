package dev.azulejo.imaging.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.metadata.ResultFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Checks places that EXIF not written by a camera may hide: no trace is left if the place is not wanted.
class PlaceInExifTest {
    private static final int MAIN = 8;
    private static final int SECOND = 200;
    private static final int PLACE = 400;
    private static final int OTHER_PLACE = 500;
    private static final String SECRET = "secret";
    private static final int LONG = 4;

    private final ByteBuffer block = ByteBuffer.allocate(700).order(ByteOrder.LITTLE_ENDIAN);

    PlaceInExifTest() {
        block.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(MAIN);
        place(PLACE);
        place(OTHER_PLACE);
    }

    private record Entry(int tag, int type, int count, int value) {}

    private static Entry pointer(int tag, int to) {
        return new Entry(tag, LONG, 1, to);
    }

    private void directory(int at, Entry... entries) {
        block.putShort(at, (short) entries.length);
        int position = at + 2;
        for (var entry : entries) {
            block.putShort(position, (short) entry.tag).putShort(position + 2, (short) entry.type);
            block.putInt(position + 4, entry.count).putInt(position + 8, entry.value);
            position += 12;
        }
    }

    /// A directory of GPS with a text.
    private void place(int at) {
        directory(at, new Entry(2, 2, SECRET.length(), at + 50));
        block.put(at + 50, SECRET.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] result() {
        var facts = new ResultFacts(new Size(10, 10), null, true, null);
        return ResultExif.of(block.array(), facts).orElse(new byte[0]);
    }

    private void assertNoPlace() {
        byte[] result = result();
        assertThat(new String(result, StandardCharsets.ISO_8859_1)).doesNotContain(SECRET);
        ExifBlock.parse(result).ifPresent(exif -> {
            var directories = new ArrayList<>(exif.main().stream().toList());
            exif.places(directories.getFirst(), Tag.EXIF_DIRECTORY)
                    .forEach(place -> exif.directory(place.intValue()).ifPresent(directories::add));
            assertThat(directories)
                    .allSatisfy(directory -> assertThat(directory.entries())
                            .extracting(IfdEntry::tag)
                            .doesNotContain(Tag.GPS_DIRECTORY));
        });
    }

    @Test
    void twoPointersInTheMainDirectory() {
        directory(
                MAIN,
                new Entry(0x0100, LONG, 1, 5),
                pointer(Tag.GPS_DIRECTORY, PLACE),
                pointer(Tag.GPS_DIRECTORY, OTHER_PLACE));
        assertNoPlace();
    }

    @Test
    void nothingButPlaces() {
        directory(MAIN, pointer(Tag.GPS_DIRECTORY, PLACE));
        assertThat(result()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Tag.EXIF_DIRECTORY, Tag.INTEROPERABILITY_DIRECTORY})
    void aPointerInAnotherDirectory(int tag) {
        directory(MAIN, new Entry(0x0100, LONG, 1, 5), pointer(tag, SECOND));
        directory(SECOND, new Entry(0xa002, LONG, 1, 5), pointer(Tag.GPS_DIRECTORY, PLACE));
        assertNoPlace();
        assertThat(result()).isNotEmpty();
    }

    /// The pointers have an unknown type, count or tag.
    @Test
    void aPointerThatCannotBeRead() {
        for (var entry : List.of(
                new Entry(Tag.GPS_DIRECTORY, 99, 1, PLACE),
                new Entry(Tag.GPS_DIRECTORY, LONG, 2, PLACE),
                new Entry(Tag.GPS_DIRECTORY, 13, 1, PLACE),
                pointer(0x014a, PLACE),
                pointer(0xfe12, PLACE))) {
            directory(MAIN, new Entry(0x0100, LONG, 1, 5), entry);
            assertNoPlace();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 33_723, 34_377, 33_922, 42_112, 0xc634})
    void otherBlocksWithinExif(int tag) {
        directory(MAIN, new Entry(0x0100, LONG, 1, 5), new Entry(tag, 7, SECRET.length(), PLACE + 50));
        assertNoPlace();
    }
}
