package dev.azulejo.imaging.gif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import dev.azulejo.imaging.testkit.Encoded;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.stream.Stream;

/// Fuzzes the blocks of a GIF.
class GifWatchFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() throws IOException {
        return Stream.of(Encoded.image("gif", BufferedImage.TYPE_BYTE_INDEXED));
    }

    @Override
    protected void parse(byte[] input) {
        var whole = new GifWatch();
        whole.saw(input, input.length);
        var inParts = new GifWatch();
        for (byte its : input) {
            inParts.saw(new byte[] {its}, 1);
        }
        assertThat(inParts.complete()).isEqualTo(whole.complete());
        assertThat(inParts.decodeBytes(1, 10, 3)).isEqualTo(whole.decodeBytes(1, 10, 3));
    }
}
