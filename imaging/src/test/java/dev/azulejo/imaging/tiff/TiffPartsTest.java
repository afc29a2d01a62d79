package dev.azulejo.imaging.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.VipsDecoder;
import dev.azulejo.imaging.VipsDecoderTest;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TiffBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tests that missing strips and tiles are noticed, and that wrong numbers beside whole pixels do no harm.
class TiffPartsTest {
    private static final int SIDE = 64;
    private static final int TILE = 16;
    private static final int GREY = 1; // PhotometricInterpretation
    private static final int LENGTHS_OF_STRIPS = 279;
    private static final int LENGTHS_OF_TILES = 325;

    private final TiffBytes file = TiffBytes.classic();

    private TiffBytes.Page page() {
        var samples = new byte[SIDE * SIDE];
        Arrays.fill(samples, (byte) 200);
        return file.page(SIDE, SIDE, GREY, 8, samples);
    }

    private static int[] lengths(int count) {
        var lengths = new int[count];
        Arrays.fill(lengths, SIDE * SIDE / 16);
        return lengths;
    }

    private List<String> warnings() throws UnreadableImage {
        return new VipsDecoder(TestLibvips.LIBVIPS)
                .probe(new ByteArrayInputStream(file.toByteArray()), 1)
                .warnings();
    }

    private void assertIsWhole() throws UnreadableImage {
        assertThat(VipsDecoderTest.decode(file.toByteArray()).samples())
                .hasSize(SIDE * SIDE)
                .containsOnly(200);
    }

    @ParameterizedTest
    @CsvSource({"true, 2, tiles", "true, 15, tiles", "false, 2, strips", "false, 15, strips"})
    void missingPartsAreCounted(boolean tiled, int there, String word) {
        if (tiled) {
            page().tiles(TILE, TILE, lengths(there));
        } else {
            page().numbers(278, TiffBytes.LONG, SIDE / 16).strips(lengths(there));
        }
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(this::assertIsWhole)
                .withMessage("is a TIFF of 16 %s, of which %d are missing; copy or export it again", word, 16 - there)
                .matches(refusal -> refusal.reason() == Reason.UNREADABLE);
    }

    @Test
    void tilesWithoutBytesAreMissing() {
        page().tiles(TILE, TILE, lengths(16))
                .numbers(LENGTHS_OF_TILES, TiffBytes.LONG, new int[16])
                .numbers(259, TiffBytes.SHORT, 8);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(this::assertIsWhole)
                .withMessageContaining("of which 16 are missing");
    }

    /// The bytes of parts that are not compressed follow from their sides.
    @ParameterizedTest
    @CsvSource({"1, 2000000000", "16, 2000000000", "16, 0"})
    void lengthsThatAreWrongDoNoHarm(int strips, int length) throws UnreadableImage {
        var wrong = new int[strips];
        Arrays.fill(wrong, length);
        var lengths = new int[strips];
        Arrays.fill(lengths, SIDE * SIDE / strips);
        page().numbers(278, TiffBytes.LONG, SIDE / strips)
                .strips(lengths)
                .numbers(LENGTHS_OF_STRIPS, TiffBytes.LONG, wrong);
        assertIsWhole();
    }

    @Test
    void tilesWhoseLengthsAreNotStatedAreRead() throws UnreadableImage {
        page().tiles(SIDE, SIDE, SIDE * SIDE).without(LENGTHS_OF_TILES);
        assertIsWhole();
    }

    @ParameterizedTest
    @CsvSource({
        "266, FillOrder, 0", "274, Orientation, 0", "274, Orientation, 9", "284, PlanarConfiguration, 0",
        "296, ResolutionUnit, 0", "296, ResolutionUnit, 4", "317, Predictor, 0", "339, SampleFormat, 0"
    })
    void valuesThatDoNotExistAreLeftOut(int tag, String name, int value) throws UnreadableImage {
        page().numbers(tag, TiffBytes.SHORT, value);
        assertIsWhole();
        assertThat(warnings())
                .containsExactly(
                        "states a value that does not exist (%s %d), which is left out".formatted(name, value));
    }

    @Test
    void aWrongPlaceOfTheNextPageLosesNothingOfThePagesBefore() throws UnreadableImage {
        page();
        page();
        byte[] bytes = file.toByteArray();
        int last = bytes.length - SIDE * SIDE - 4;
        bytes[last] = 99;
        bytes[last + 3] = 99;
        assertThat(VipsDecoderTest.decode(bytes).samples()).containsOnly(200);
        var image = new VipsDecoder(TestLibvips.LIBVIPS).probe(new ByteArrayInputStream(bytes), 1);
        assertThat(image.pages()).isEqualTo(2);
        assertThat(image.warnings()).anyMatch(warning -> warning.startsWith("what follows its last whole page"));
    }

    /// Java's readers look at an index after the accident.
    @Test
    void accidentsOfReadersAreNotQuoted() {
        var accident = new ArrayIndexOutOfBoundsException("Index 65535 out of bounds for length 4096");
        for (var failure : List.of(accident, new IOException("Index 65535 out of bounds", accident))) {
            assertThat(JavaDecoder.damaged(failure).detail())
                    .isEqualTo("is a TIFF that is damaged (it contradicts itself); copy or export it again");
        }
        var path = new IOException("/tmp/azulejo-123-456.source (Too many open files)");
        assertThat(JavaDecoder.damaged(path).detail()).contains("(its copy (Too many open files))");
        assertThat(JavaDecoder.damaged(new IOException("no such tile")).detail())
                .contains("no such tile");
    }
}
