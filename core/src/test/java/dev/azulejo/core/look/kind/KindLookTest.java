package dev.azulejo.core.look.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KindLookTest {
    private static final Size SIZE = new Size(320, 256);

    /// What is at a place, 0xRRGGBB.
    interface Picture {
        int colour(int x, int y);
    }

    record Case(String name, Kind kind, Picture picture) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Case> cases() {
        return List.of(
                new Case("one colour", Kind.PHOTOGRAPH, (x, y) -> 0x336699),
                new Case("white", Kind.PHOTOGRAPH, (x, y) -> 0xffffff),
                new Case("gradient", Kind.PHOTOGRAPH, (x, y) -> grey(x / 2 + y / 4)),
                new Case("clouds", Kind.PHOTOGRAPH, KindLookTest::clouds),
                new Case("rough clouds", Kind.PHOTOGRAPH, (x, y) -> noisy(clouds(x, y), x, y, 60)),
                new Case("noise", Kind.PHOTOGRAPH, (x, y) -> noisy(0x808080, x, y, 100)),
                new Case("boxes", Kind.DRAWING, KindLookTest::boxes),
                new Case("circles with noise", Kind.DRAWING, (x, y) -> noisy(circles(x, y, 240, 20), x, y, 9)),
                new Case("circles", Kind.DRAWING, (x, y) -> circles(x, y, 255, 0)),
                new Case("light circles on dark", Kind.DRAWING, (x, y) -> circles(x, y, 30, 225)),
                new Case("bitmap letters", Kind.DRAWING, (x, y) -> letters(x, y, 0xffffff, 0x101010)),
                new Case("blue letters", Kind.DRAWING, (x, y) -> letters(x, y, 0xfff8e8, 0x203080)),
                new Case("bars", Kind.DRAWING, (x, y) -> bit(x / 3, 5) ? 0 : 0xffffff),
                new Case("modules", Kind.DRAWING, (x, y) -> bit(x / 4, y / 4) ? 0 : 0xffffff),
                new Case("checkerboard", Kind.PATTERN, (x, y) -> (x + y) % 2 * 0xffffff),
                new Case("stripes", Kind.PATTERN, (x, y) -> x % 2 * 0xc0c0c0),
                new Case("dithered gradient", Kind.PATTERN, (x, y) -> dithered(40 + x / 2, x, y)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mostBlocksAreOfThatKind(Case named) {
        assertThat(map(SIZE, named.picture).share(named.kind)).isGreaterThan(0.98);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "2, 8", "4, 8", "3, 16", "4, 16"})
    void theFormatDoesNotMatter(int bands, int bits) {
        Picture picture = (x, y) -> x < 160 ? circles(x, y, 255, 0) : noisy(clouds(x, y), x, y, 60);
        assertThat(map(SIZE, picture, new PixelFormat(bands, bits), 64)).isEqualTo(map(SIZE, picture));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 48})
    void norDoesHowManyRowsComeAtOnce(int rows) {
        var size = new Size(211, 173);
        Picture picture = (x, y) -> x < 100 ? boxes(x, y) : noisy(clouds(x, y), x, y, 60);
        assertThat(map(size, picture, PixelFormat.rgb8(), rows)).isEqualTo(map(size, picture));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "7, 7", "8, 8", "15, 400", "400, 1", "16, 16", "17, 33", "65, 130"})
    void anySizeHasAMap(int width, int height) {
        var size = new Size(width, height);
        var map = map(size, KindLookTest::boxes);
        assertThat(map.image()).isEqualTo(size);
        assertThat(map.width()).isEqualTo((width + 15) / 16);
        assertThat(map.height()).isEqualTo((height + 15) / 16);
        assertThat(map.at(width - 1, height - 1)).isNotNull();
        assertThat(map(size, KindLookTest::clouds).share(Kind.PHOTOGRAPH)).isEqualTo(1);
    }

    @Test
    void aSmallIconIsADrawing() {
        assertThat(map(new Size(48, 48), (x, y) -> circles(x + 60, y + 60, 255, 0))
                        .share(Kind.DRAWING))
                .isEqualTo(1);
    }

    @Test
    void regionsAreToldApart() {
        var size = new Size(640, 512);
        var map = map(size, (x, y) -> {
            if (y >= 256) {
                return x < 320 ? dithered(60 + x / 4, x, y) : boxes(x, y);
            }
            return x < 320 ? noisy(clouds(x, y), x, y, 60) : letters(x, y, 0xffffff, 0);
        });
        assertThat(map.at(100, 100)).isEqualTo(Kind.PHOTOGRAPH);
        assertThat(map.at(500, 100)).isEqualTo(Kind.DRAWING);
        assertThat(map.at(100, 400)).isEqualTo(Kind.PATTERN);
        assertThat(map.at(500, 400)).isEqualTo(Kind.DRAWING);
        assertThat(map.share(Kind.PHOTOGRAPH)).isBetween(0.2, 0.3);
        assertThat(map.share(Kind.PATTERN)).isBetween(0.2, 0.3);
    }

    @Test
    void flatAreasOfADrawingAreDrawing() {
        var map = map(new Size(640, 512), (x, y) -> x < 200 && y < 200 ? circles(x, y, 255, 0) : 0xffffff);
        assertThat(map.share(Kind.DRAWING)).isEqualTo(1);
    }

    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFewDrawnBlocksInAPhotographStayOne(long seed) {
        var random = new Random(seed);
        int left = random.nextInt(250);
        int top = random.nextInt(200);
        int side = random.nextInt(8, 40);
        var map = map(
                SIZE,
                (x, y) -> x >= left && x < left + side && y >= top && y < top + side
                        ? letters(x, y, 0xffffff, 0)
                        : noisy(clouds(x, y), x, y, 60));
        assertThat(map.share(Kind.PHOTOGRAPH)).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLargePhotographInAPageStaysOne(long seed) {
        var random = new Random(seed);
        int left = random.nextInt(200);
        int top = random.nextInt(150);
        var map = map(
                new Size(480, 400),
                (x, y) -> x >= left && x < left + 200 && y >= top && y < top + 200
                        ? noisy(clouds(x, y), x, y, 60)
                        : letters(x, y, 0xffffff, 0));
        assertThat(map.at(left + 100, top + 100)).isEqualTo(Kind.PHOTOGRAPH);
        assertThat(map.at(470, 390)).isEqualTo(Kind.DRAWING);
        assertThat(map.share(Kind.PHOTOGRAPH)).isBetween(0.1, 0.35);
    }

    @Test
    void rowsThatDoNotFitAreRefused() {
        var look = new KindLook(new Size(10, 40));
        assertThatThrownBy(() -> look.accept(rows(11, 16))).hasMessage("rows of 11 pixels for an image of 10x40");
        look.accept(rows(10, 17));
        assertThatThrownBy(() -> look.accept(rows(10, 16))).hasMessage("16 rows after 17 of an image of 10x40");
        assertThatThrownBy(look::map).hasMessage("17 rows seen of an image of 10x40");
        assertThatThrownBy(() -> new KindLook(new Size(10, 15)).accept(rows(10, 16)))
                .hasMessage("16 rows after 0 of an image of 10x15");
    }

    private static LookedRows rows(int width, int count) {
        var rows = new LookedRows(width, new PixelFormat(1, 8));
        rows.fill(new byte[width * count], count);
        return rows;
    }

    private static KindMap map(Size size, Picture picture) {
        return map(size, picture, PixelFormat.rgb8(), LookedRows.MOST_ROWS);
    }

    /// In grey formats the red levels are taken; alpha is 77.
    private static KindMap map(Size size, Picture picture, PixelFormat format, int rowsAtOnce) {
        var look = new KindLook(size);
        var rows = new LookedRows(size.width(), format);
        for (int top = 0; top < size.height(); top += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, size.height() - top);
            var bytes = new byte[count * size.width() * format.bytesPerPixel()];
            Arrays.fill(bytes, (byte) 77);
            for (int i = 0; i < count * size.width(); i++) {
                int colour = picture.colour(i % size.width(), top + i / size.width());
                for (int b = 0; b < format.colourBands() * format.bytesPerSample(); b++) {
                    bytes[i * format.bytesPerPixel() + b] = (byte) (colour >> (16 - 8 * (b / format.bytesPerSample())));
                }
            }
            rows.fill(bytes, count);
            look.accept(rows);
        }
        return look.map();
    }

    private static int grey(double level) {
        return ((int) Math.clamp(level, 0, 255)) * 0x10101;
    }

    private static int clouds(int x, int y) {
        return grey(128 + 50 * Math.sin(x / 9.0 + Math.sin(y / 13.0)) + 40 * Math.cos(y / 7.0 - x / 23.0));
    }

    private static int noisy(int colour, int x, int y, int range) {
        int noise = Math.floorMod(hash(x, y), range) - range / 2;
        return grey((colour & 0xff) + noise);
    }

    private static int hash(int x, int y) {
        int mixed = ((x * 73856093) ^ (y * 19349663)) * 0x9e3779b1;
        mixed = (mixed ^ (mixed >>> 15)) * 0x85ebca6b;
        return mixed ^ (mixed >>> 13);
    }

    private static boolean bit(int x, int y) {
        return (hash(x, y) & 64) != 0;
    }

    /// Of five colours, with dark edges that are smoothed.
    private static int boxes(int x, int y) {
        int[] levels = {255, 40, 190, 110, 225};
        int edge = Math.min(Math.min(x % 30, 29 - x % 30), Math.min(y % 26, 25 - y % 26));
        return edge == 0 ? 0 : edge == 1 ? 0x202020 : grey(levels[(x / 30 + 2 * (y / 26)) % 5]);
    }

    /// Of two pixels, 11 apart, smoothed.
    private static int circles(int x, int y, int paper, int ink) {
        double phase = Math.hypot(x - 90.3, y - 80.7) % 11;
        return grey(paper + Math.clamp(1.5 - Math.abs(phase - 5), 0, 1) * (ink - paper));
    }

    /// Of 5 × 7 pixels, six in turn, in lines.
    private static int letters(int x, int y, int paper, int ink) {
        String[] rows = {
            ".###. ####. .#### #...# ##### .###.",
            "#...# #...# #.... #..#. #.... #...#",
            "#...# #...# #.... #.#.. #.... #...#",
            "##### ####. #.... ##... ####. #...#",
            "#...# #...# #.... #.#.. #.... #...#",
            "#...# #...# #.... #..#. #.... #...#",
            "#...# ####. .#### #...# ##### .###.",
        };
        return y % 11 < 7 && rows[y % 11].charAt((x + 7 * (y / 11)) % 36 % 35) == '#' ? ink : paper;
    }

    /// At random, to black and white.
    private static int dithered(int level, int x, int y) {
        return level > Math.floorMod(hash(x, y), 256) ? 0xffffff : 0;
    }
}
