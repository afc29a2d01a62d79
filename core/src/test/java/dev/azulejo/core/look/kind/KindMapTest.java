package dev.azulejo.core.look.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Size;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KindMapTest {
    private static final KindMap MAP = new KindMap(new Size(40, 17), 16, new byte[] {0, 1, 1, 2, 2, 0});

    @Test
    void namesTheKindAroundAPixel() {
        assertThat(MAP.at(0, 0)).isEqualTo(Kind.PHOTOGRAPH);
        assertThat(MAP.at(15, 15)).isEqualTo(Kind.PHOTOGRAPH);
        assertThat(MAP.at(16, 15)).isEqualTo(Kind.DRAWING);
        assertThat(MAP.at(0, 16)).isEqualTo(Kind.PATTERN);
        assertThat(MAP.at(39, 16)).isEqualTo(Kind.PHOTOGRAPH);
        assertThatThrownBy(() -> MAP.at(40, 16)).hasMessage("40,16 lies outside 40x17");
        assertThatThrownBy(() -> MAP.at(0, -1)).hasMessage("0,-1 lies outside 40x17");
    }

    @Test
    void knowsItsSharesAndSides() {
        assertThat(MAP.share(Kind.DRAWING)).isEqualTo(1 / 3.0);
        assertThat(KindMap.of(new Size(100, 100), 16, Kind.PATTERN).share(Kind.PATTERN))
                .isEqualTo(1);
        assertThat(MAP.width()).isEqualTo(3);
        assertThat(MAP.height()).isEqualTo(2);
        assertThat(MAP).hasToString("40x17 in blocks of 16: 2 P, 2 D, 2 X, 0 F, 0 A");
    }

    @Test
    void keepsItsKindsToItself() {
        var kinds = new byte[] {1};
        var map = new KindMap(new Size(1, 1), 16, kinds);
        kinds[0] = 2;
        map.kinds()[0] = 0;
        assertThat(map.at(0, 0)).isEqualTo(Kind.DRAWING);
    }

    @Test
    void refusesWhatIsNoMap() {
        assertThatThrownBy(() -> new KindMap(new Size(40, 17), 16, new byte[5]))
                .hasMessage("40x17 in blocks of 16 pixels is 6 blocks, got 5");
        assertThatThrownBy(() -> new KindMap(new Size(1, 1), 16, new byte[] {5}))
                .hasMessage("there is no kind 5");
        assertThatThrownBy(() -> new KindMap(new Size(1, 1), 0, new byte[1]))
                .hasMessage("a block has a side of at least 1 pixel, got 0");
    }

    @Test
    void hasOneText() {
        assertThat(text(MAP)).isEqualTo("kinds 1 40x17 16 1P2D2X1P");
        assertThat(parsed("kinds 1 40x17 16 1P2D2X1P")).isEqualTo(MAP);
        assertThat(parsed("kinds 1 40x17 16 2P1D2X1P")).isNotEqualTo(MAP);
    }

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isReadAsItWasWritten(long seed) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(1, 300), random.nextInt(1, 300));
        int side = random.nextInt(1, 40);
        var kinds = new byte[KindMap.blocks(size, side)];
        for (int i = 0; i < kinds.length; i++) {
            kinds[i] = i > 0 && random.nextInt(4) > 0 ? kinds[i - 1] : (byte) random.nextInt(3);
        }
        var map = new KindMap(size, side, kinds);
        assertThat(KindMapText.parse(KindMapText.bytes(map))).isEqualTo(map).hasSameHashCodeAs(map);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                  | 0 bytes are no map of kinds
                    kinds 2 40x17 16 6P                 | 19 bytes are no map of kinds
                    kinds 1 0x17 16 6P                  | 18 bytes are no map of kinds
                    kinds 1 40x17 0 6P                  | 18 bytes are no map of kinds
                    kinds 1 40x17 16                    | 16 bytes are no map of kinds
                    kinds 1 40x17 16 5P                 | a map of kinds has runs of 5 blocks, its image has 6
                    kinds 1 40x17 16 7P                 | a map of kinds has runs of 7 blocks, its image has 6
                    kinds 1 40x17 16 3P3P               | a map of kinds repeats the kind of the run before 3P
                    kinds 1 40x17 16 3P3Q               | a map of kinds has the letter Q
                    kinds 1 40x17 16 3P3                | a map of kinds has a damaged run, character 3 of 3
                    kinds 1 40x17 16 03P3D              | a map of kinds has a damaged run, character 1 of 5
                    kinds 1 40x17 16 3PD3X              | a map of kinds has a damaged run, character 3 of 5
                    kinds 1 40x9999999999 16 6P         | a map of kinds has the number 9999999999
                    kinds 1 2000000000x2000000000 1 6P  | 2000000000x2000000000 in blocks of 1 pixels is 4000000000000000000 blocks, more than 268435456
                    """)
    void isRefusedWhereItIsDamaged(String text, String message) {
        assertThatThrownBy(() -> parsed(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static String text(KindMap map) {
        return new String(KindMapText.bytes(map), StandardCharsets.US_ASCII);
    }

    private static KindMap parsed(String text) {
        return KindMapText.parse(text.getBytes(StandardCharsets.US_ASCII));
    }
}
