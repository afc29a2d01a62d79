package dev.azulejo.imaging.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests metadata from a decoder process that a file has taken over.
class ReceivedMetadataTest {
    private static byte[] sent(@Nullable Blob exif, @Nullable Blob xmp) {
        return HeaderCodec.encode(new ProbedImage(
                ImageFormat.PNG,
                new Size(40, 30),
                PixelFormat.rgb8(),
                Orientation.NORMAL,
                new ImageMetadata(null, exif, xmp, null),
                null,
                1,
                1_000,
                List.of()));
    }

    private static Blob xmp(int properties) {
        var text = new StringBuilder("<x:xmpmeta xmlns:x='adobe:ns:meta/'>")
                .append("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>")
                .append("<rdf:Description rdf:about='' xmlns:a='urn:a'>");
        for (int property = 0; property < properties; property++) {
            text.append("<a:a%1$d>1</a:a%1$d>".formatted(property));
        }
        return new Blob(text.append("</rdf:Description></rdf:RDF></x:xmpmeta>")
                .toString()
                .getBytes(StandardCharsets.UTF_8));
    }

    /// EXIF with a directory whose entries all point at it.
    private static Blob exif(int entries) {
        var block = ByteBuffer.allocate(10 + 12 * entries + 4).order(ByteOrder.LITTLE_ENDIAN);
        block.put(new byte[] {'I', 'I', 42, 0}).putInt(8).putShort((short) entries);
        for (int entry = 0; entry < entries; entry++) {
            block.putShort((short) 0x8769).putShort((short) 4).putInt(1).putInt(8);
        }
        return new Blob(block.array());
    }

    @Test
    void whatADecoderMayGiveIsTaken() throws IOException {
        var image = HeaderCodec.decode(sent(exif(10_000), xmp(5_000)));
        assertThat(image.metadata().xmp()).isEqualTo(xmp(5_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {10_001, 200_000})
    void xmpBeyondTheLimitsIsLeftOut(int properties) throws IOException {
        var image = HeaderCodec.decode(sent(null, xmp(properties)));
        assertThat(image.metadata().xmp()).isNull();
        assertThat(image.warnings())
                .containsExactly("its XMP data are too many (more than 10,000 properties) and left out");
    }

    @Test
    void soIsWhatIsNoXmp() throws IOException {
        var image = HeaderCodec.decode(sent(null, new Blob(new byte[] {'<', (byte) 0xff})));
        assertThat(image.metadata().xmp()).isNull();
        assertThat(image.warnings()).containsExactly("its XMP data are damaged and left out");
    }

    @Test
    void exifThatADecoderWouldHaveLeftOutIsNotWorkedOn() {
        assertThatThrownBy(() -> HeaderCodec.decode(sent(exif(20_001), null)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("EXIF");
    }
}
