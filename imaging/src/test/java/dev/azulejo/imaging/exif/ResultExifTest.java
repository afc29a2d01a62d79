package dev.azulejo.imaging.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.ifd.ExifBlock;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.testkit.TestExif;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResultExifTest {
    private static final Size LARGE = new Size(80_000, 60);

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN);
    }

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    private static byte[] result(ByteOrder order, boolean withoutPlace) {
        var facts = new ResultFacts(LARGE, new Density(300 / 25.4, 300 / 25.4), withoutPlace, null);
        return ResultExif.of(TestExif.photograph(order), facts).orElseThrow();
    }

    private static ExifBlock parsed(byte[] bytes) {
        return ExifBlock.parse(bytes).orElseThrow();
    }

    private static int number(ExifBlock block, Ifd directory, int tag) {
        return directory.entry(tag).flatMap(block::number).orElse(-1);
    }

    private static Ifd photograph(ExifBlock block) {
        return block.main()
                .flatMap(main -> main.entry(Tag.EXIF_DIRECTORY))
                .flatMap(block::pointedAt)
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void saysWhatTheResultIs(ByteOrder order) {
        var block = parsed(result(order, false));
        var main = block.main().orElseThrow();
        assertThat(number(block, main, TestExif.ORIENTATION)).isEqualTo(1);
        assertThat(number(block, photograph(block), 0xa002)).isEqualTo(80_000); // was 16 bits
        assertThat(number(block, photograph(block), 0xa003)).isEqualTo(60);
        var density =
                ByteBuffer.wrap(block.value(main.entry(0x011a).orElseThrow())).order(order);
        assertThat(density.getInt(0)).isEqualTo(300 * density.getInt(4));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void tellsTheDensity(ByteOrder order) {
        assertThat(ResultExif.density(TestExif.photograph(order))).contains(new Density(72 / 25.4, 72 / 25.4));
        assertThat(ResultExif.density(ResultExif.ofDensity(new Density(11, 12))))
                .contains(new Density(11, 12));
        assertThat(ResultExif.density(new byte[20])).isEmpty();
    }

    @Test
    void namesTheColoursThatItWasConvertedTo() {
        for (var name : new String[] {"srgb", "p3", "grey"}) {
            var facts =
                    new ResultFacts(LARGE, null, false, WantedColour.named(name).orElseThrow());
            var block = parsed(ResultExif.of(TestExif.photograph(ByteOrder.BIG_ENDIAN), facts)
                    .orElseThrow());
            assertThat(number(block, photograph(block), 0xa001)).isEqualTo(name.equals("srgb") ? 1 : 0xffff);
        }
        var kept = parsed(result(ByteOrder.BIG_ENDIAN, false));
        assertThat(number(kept, photograph(kept), 0xa001)).isEqualTo(2);
    }

    /// Some cameras write whole numbers.
    @ParameterizedTest
    @MethodSource("orders")
    void aDensityMayBeAWholeNumber(ByteOrder order) {
        byte[] source = TestExif.photograph(order);
        var bytes = ByteBuffer.wrap(source).order(order);
        for (int entry : new int[] {8 + 2 + 2 * 12, 8 + 2 + 3 * 12}) {
            bytes.putShort(entry + 2, (short) IfdEntry.LONG).putInt(entry + 8, 254);
        }
        assertThat(ResultExif.density(source)).contains(new Density(10, 10));
    }

    /// The source states its orientation by any type of number, also several times: the result never does.
    @ParameterizedTest
    @MethodSource("orders")
    void noEntrySaysThatTheResultIsTurned(ByteOrder order) {
        for (int type : new int[] {1, 3, 4, 6, 8, 9}) {
            byte[] source = TestExif.photograph(order);
            var bytes = ByteBuffer.wrap(source).order(order);
            for (int entry : new int[] {8 + 2 + 12, 8 + 2 + 7 * 12}) { // also in place of the last one
                bytes.putShort(entry, (short) TestExif.ORIENTATION).putShort(entry + 2, (short) type);
                bytes.putInt(entry + 4, 1);
                switch (type) {
                    case 1, 6 -> bytes.put(entry + 8, (byte) 6);
                    case 3, 8 -> bytes.putShort(entry + 8, (short) 6);
                    default -> bytes.putInt(entry + 8, 6);
                }
            }
            assertThat(ResultExif.orientation(source)).contains(6);
            var result = parsed(ResultExif.of(source, new ResultFacts(LARGE, null, false, null))
                    .orElseThrow());
            var turns = result.main().orElseThrow().entries().stream()
                    .filter(entry -> entry.tag() == TestExif.ORIENTATION)
                    .toList();
            assertThat(turns).hasSize(2).allSatisfy(entry -> {
                assertThat(entry.type()).isEqualTo(IfdEntry.SHORT);
                assertThat(result.number(entry)).contains(1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void leavesEverythingElseWhereItWas(ByteOrder order) {
        byte[] bytes = result(order, true);
        assertThat(bytes).hasSize(TestExif.BYTES);
        var note = photograph(parsed(bytes)).entry(0x927c).orElseThrow();
        assertThat(note.offset()).isEqualTo(TestExif.MAKER_NOTE_AT);
        assertThat(new String(parsed(bytes).value(note), StandardCharsets.US_ASCII))
                .isEqualTo(TestExif.MAKER_NOTE);
        var main = parsed(bytes).main().orElseThrow();
        assertThat(parsed(bytes).value(main.entry(0x9c9b).orElseThrow())).contains(0x41);
        assertThat(main.entry(0x010f)).isPresent();
    }

    @ParameterizedTest
    @MethodSource("orders")
    void nothingIsLeftOfTheThumbnail(ByteOrder order) {
        byte[] bytes = result(order, false);
        var block = parsed(bytes);
        assertThat(block.next(block.main().orElseThrow())).isEmpty();
        assertThat(Arrays.copyOfRange(bytes, TestExif.THUMBNAIL_DIRECTORY_AT, TestExif.BYTES))
                .containsOnly(0);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void nothingIsLeftOfThePlaceWhereItIsNotWanted(ByteOrder order) {
        byte[] bytes = result(order, true);
        var main = parsed(bytes).main().orElseThrow();
        assertThat(main.entry(Tag.GPS_DIRECTORY)).isEmpty();
        assertThat(main.entries()).hasSize(7);
        assertThat(Arrays.copyOfRange(bytes, TestExif.GPS_AT, TestExif.THUMBNAIL_DIRECTORY_AT))
                .containsOnly(0);
        assertThat(parsed(result(order, false)).main().orElseThrow().entry(Tag.GPS_DIRECTORY))
                .isPresent();
    }

    @Test
    void aPlaceThatLiesOverTheNoteIsRemovedWithoutHarmToIt() {
        byte[] source = TestExif.photograph(ByteOrder.LITTLE_ENDIAN);
        // The place's second value is said to lie in the maker's note.
        ByteBuffer.wrap(source)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(TestExif.GPS_AT + 2 + 12 + 8, TestExif.MAKER_NOTE_AT);
        var block = parsed(
                ResultExif.of(source, new ResultFacts(LARGE, null, true, null)).orElseThrow());
        var note = photograph(block).entry(0x927c).orElseThrow();
        assertThat(new String(block.value(note), StandardCharsets.US_ASCII)).isEqualTo(TestExif.MAKER_NOTE);
    }

    @Test
    void aDirectoryThatFollowsItselfEnds() {
        byte[] source = TestExif.photograph(ByteOrder.LITTLE_ENDIAN);
        int next = TestExif.THUMBNAIL_DIRECTORY_AT + 2 + 2 * 12;
        ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).putInt(next, TestExif.THUMBNAIL_DIRECTORY_AT);
        assertThat(ResultExif.of(source, new ResultFacts(LARGE, null, false, null)))
                .isPresent();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void damageIsNeverAFailure(long seed) {
        var random = new Random(seed);
        byte[] source = TestExif.photograph(seed % 2 == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        for (int i = 0; i < random.nextInt(1, 40); i++) {
            int position = random.nextInt(random.nextBoolean() ? 150 : source.length);
            source[position] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
        }
        source = Arrays.copyOf(source, seed % 3 == 0 ? random.nextInt(source.length) : source.length);
        int length = source.length;
        assertThat(ResultExif.of(source, new ResultFacts(LARGE, new Density(1, 1), true, null)))
                .satisfiesAnyOf(
                        result -> assertThat(result).isEmpty(),
                        result -> assertThat(result.orElseThrow()).hasSize(length));
    }

    @Test
    void whatIsNoExifIsLeftOut() {
        for (var bytes :
                new byte[][] {{}, {'I', 'I'}, new byte[100], "II*\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII)}) {
            assertThat(ResultExif.of(bytes, new ResultFacts(LARGE, null, false, null)))
                    .isEmpty();
        }
    }

    /// A case that fuzzing found.
    @ParameterizedTest
    @MethodSource("orders")
    void aDirectoryThatPromisesMoreEntriesThanTheBlockHasLosesItsPlaceToo(ByteOrder order) {
        byte[] exif = TestExif.photograph(order);
        var block = ByteBuffer.wrap(exif).order(order);
        int main = block.getInt(4);
        block.putShort(main, (short) 0x7fff);

        var facts = new ResultFacts(LARGE, null, true, null);
        var place = ResultExif.of(exif, facts)
                .flatMap(ExifBlock::parse)
                .flatMap(ExifBlock::main)
                .flatMap(directory -> directory.entry(Tag.GPS_DIRECTORY));
        assertThat(place).isEmpty();
    }
}
