package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.fuzz.FuzzContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Fuzzes the header that a decoder process sends: a file may have made that process do anything.
class HeaderCodecFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        var metadata = new ImageMetadata(
                new Blob(new byte[9]),
                null,
                new Blob("<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>".getBytes(StandardCharsets.UTF_8)),
                null);
        return Stream.of(
                        header(ImageMetadata.NONE, null, List.of()),
                        header(metadata, new Density(3, 4), List.of("is turned", "\u00fc")))
                .map(HeaderCodec::encode);
    }

    private static ProbedImage header(ImageMetadata metadata, @Nullable Density density, List<String> warnings) {
        return new ProbedImage(
                ImageFormat.TIFF,
                new Size(40, 30),
                PixelFormat.rgb8(),
                Orientation.NORMAL,
                metadata,
                density,
                2,
                1_000,
                warnings);
    }

    @Override
    protected void parse(byte[] input) {
        try {
            var image = HeaderCodec.decode(input);
            assertThat(HeaderCodec.decode(HeaderCodec.encode(image))).isEqualTo(image);
        } catch (IOException refused) {
            assertThat(refused.getSuppressed()).isEmpty();
        }
    }
}
