package dev.azulejo.core.look.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.look.jpeg.JpegTables.Pair;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JpegTablesTest {
    private static final int[] FINE = IntStream.rangeClosed(1, 64).toArray();
    private static final int[] COARSE =
            IntStream.rangeClosed(1, 64).map(i -> 3 * i).toArray();

    @ParameterizedTest
    @ValueSource(ints = {JpegHead.BASELINE, JpegHead.PROGRESSIVE, JpegHead.ARITHMETIC})
    void theFrameSaysWhichTableIsWhose(int frame) {
        assertThat(read(new JpegHead()
                        .table(2, COARSE)
                        .table(0, FINE)
                        .frame(frame, 0, 2, 2)
                        .scan()))
                .hasValueSatisfying(tables -> {
                    assertThat(tables.luminance()).isEqualTo(FINE);
                    assertThat(tables.chrominance()).isEqualTo(COARSE);
                });
    }

    @Test
    void greyRgbAndCmykUseOneTableForAll() {
        for (var components : new int[][] {{0}, {0, 0, 0}, {0, 0, 0, 0}}) {
            assertThat(read(new JpegHead()
                            .table(0, FINE)
                            .frame(JpegHead.BASELINE, components)
                            .scan()))
                    .hasValueSatisfying(
                            tables -> assertThat(tables.chrominance()).isSameAs(tables.luminance()));
        }
    }

    @Test
    void tablesMayShareASegmentAndHaveSixteenBitsAndComeAfterTheFrame() {
        var both = IntStream.concat(
                IntStream.concat(IntStream.of(0), IntStream.of(FINE)),
                IntStream.concat(IntStream.of(1), IntStream.of(COARSE)));
        var deep = IntStream.of(FINE).map(step -> 300 * step).toArray();
        var shared = new JpegHead()
                .frame(JpegHead.BASELINE, 0, 1, 1)
                .segment(JpegHead.QUANTISATION, both.toArray())
                .scan();
        assertThat(read(shared)).hasValueSatisfying(tables -> {
            assertThat(tables.luminance()).isEqualTo(FINE);
            assertThat(tables.chrominance()).isEqualTo(COARSE);
        });
        assertThat(read(new JpegHead().deepTable(0, deep).scan()))
                .hasValueSatisfying(tables -> assertThat(tables.luminance()).isEqualTo(deep));
    }

    @Test
    void metadataOfAnySizeFillBytesAndAThumbnailWithTablesOfItsOwnAreNoObstacle() {
        var thumbnail = new JpegHead().table(0, COARSE).scan();
        var head = new JpegHead()
                .segment(
                        JpegHead.APP0 + 1,
                        new String(thumbnail, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .chars()
                                .toArray());
        for (int i = 0; i < 100; i++) {
            head.segment(JpegHead.APP0 + 2, new int[65_533]);
        }
        assertThat(read(head.marker(0xff).marker(0xd0).table(0, FINE).scan()))
                .hasValueSatisfying(tables -> assertThat(tables.luminance()).isEqualTo(FINE));
    }

    @Test
    void nothingIsReadBehindTheFirstScan() throws IOException {
        var head = new JpegHead().table(0, FINE).scan();
        var source = new ByteArrayInputStream(Arrays.copyOf(head, head.length + 1_000));
        assertThat(JpegTables.of(source)).isPresent();
        assertThat(source.available()).isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void whatHasNoEndIsGivenUp() throws IOException {
        var fill = new byte[20 << 20];
        Arrays.fill(fill, (byte) 0xff);
        fill[1] = (byte) 0xd8;
        assertGivenUp(fill);
        var head = new JpegHead();
        while (head.soFar().length < 20 << 20) {
            for (int i = 0; i < 100; i++) {
                head.segment(JpegHead.APP0, new int[65_533]);
            }
        }
        assertGivenUp(head.table(0, FINE).scan());
    }

    private static void assertGivenUp(byte[] endless) throws IOException {
        var source = new ByteArrayInputStream(endless);
        assertThat(JpegTables.of(source)).isEmpty();
        assertThat(source.available()).isGreaterThan(3 << 20);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 20, 60, 70})
    void aFileThatEndsBeforeItsTablesHasNone(int bytes) {
        assertThat(read(Arrays.copyOf(new JpegHead().table(0, FINE).soFar(), bytes)))
                .isEmpty();
    }

    @Test
    void whatTheStandardForbidsHasNone() {
        assertThat(read(new JpegHead().table(7, FINE).scan())).isEmpty();
        assertThat(read(new JpegHead().segment(JpegHead.QUANTISATION, 0, 1, 2).scan()))
                .isEmpty();
        assertThat(read(new JpegHead()
                        .table(0, FINE)
                        .segment(JpegHead.BASELINE, 8, 0, 8)
                        .scan()))
                .isEmpty();
        assertThat(read(new JpegHead().table(1, FINE).scan())).isEmpty();
        assertThat(read(new JpegHead().scan())).isEmpty();
    }

    @Test
    void noGarbageIsAnException() {
        var whole = new JpegHead()
                .segment(JpegHead.APP0, new int[14])
                .table(0, FINE)
                .table(1, COARSE)
                .frame(JpegHead.BASELINE, 0, 1, 1)
                .scan();
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var damaged = whole.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            read(damaged).ifPresent(tables -> JpegQuality.of(tables));
        }
    }

    private static Optional<Pair> read(byte[] jpeg) {
        try {
            return JpegTables.of(new ByteArrayInputStream(jpeg));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
