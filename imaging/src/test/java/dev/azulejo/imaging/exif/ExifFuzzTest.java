package dev.azulejo.imaging.exif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.testkit.TestExif;
import java.nio.ByteOrder;
import java.util.stream.Stream;

/// Fuzzes EXIF of a source, and its conversion for a result: without its place, of another size.
class ExifFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Stream.of(
                TestExif.photograph(ByteOrder.LITTLE_ENDIAN),
                TestExif.photograph(ByteOrder.BIG_ENDIAN),
                ResultExif.ofDensity(new Density(3, 4)));
    }

    @Override
    protected void parse(byte[] input) {
        var block = SourceExif.of(input);
        if (block.isEmpty()) {
            return;
        }
        for (boolean withoutPlace : new boolean[] {false, true}) {
            var facts = new ResultFacts(new Size(80_000, 60), new Density(300 / 25.4, 3), withoutPlace, null);
            var made = ResultExif.of(block.get(), facts);
            made.ifPresent(bytes -> {
                assertThat(bytes).hasSizeLessThanOrEqualTo(block.get().length + 200);
                // in a damaged block what is removed may lie in this entry: 0 is as good as 1
                assertThat(ResultExif.orientation(bytes)
                                .map(Orientation::ofExif)
                                .orElse(Orientation.NORMAL))
                        .isEqualTo(Orientation.NORMAL);
            });
        }
        assertThat(ResultExif.orientation(block.get())).isNotNull();
        assertThat(ResultExif.density(block.get())).isNotNull();
    }
}
