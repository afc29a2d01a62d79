package dev.azulejo.core.look.kind;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.fuzz.FuzzContract;
import java.util.stream.Stream;

class KindMapTextFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                KindMapText.bytes(KindMap.of(new Size(1, 1), 16, Kind.PATTERN)),
                KindMapText.bytes(new KindMap(new Size(40, 17), 16, new byte[] {0, 1, 1, 2, 2, 0})),
                KindMapText.bytes(KindMap.of(new Size(640, 480), 16, Kind.PHOTOGRAPH)));
    }

    @Override
    protected void parse(byte[] input) {
        try {
            assertThat(KindMapText.bytes(KindMapText.parse(input))).isEqualTo(input);
        } catch (IllegalArgumentException refused) {
            // as it says
        }
    }
}
