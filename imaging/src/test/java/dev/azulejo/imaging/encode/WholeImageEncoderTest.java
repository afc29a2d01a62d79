package dev.azulejo.imaging.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.Density;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.StripEncoder;
import dev.azulejo.imaging.VipsStripEncoders;
import dev.azulejo.imaging.colour.StandardProfile;
import dev.azulejo.imaging.exif.ResultExif;
import dev.azulejo.imaging.heif.HeifBox;
import dev.azulejo.imaging.metadata.ResultFacts;
import dev.azulejo.imaging.testkit.SampleResult;
import dev.azulejo.imaging.testkit.TestExif;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.xmp.ResultXmp;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WholeImageEncoderTest {
    private static final VipsStripEncoders ENCODERS = new VipsStripEncoders(TestLibvips.LIBVIPS);
    private static final Size SIZE = new Size(70, 50);

    private static byte[] file(ImageFormat format, PixelFormat pixels, ImageMetadata metadata) {
        var encoder = ENCODERS.forFormat(format);
        var image = TestPhoto.of(SIZE, pixels);
        var output = ResultEncoding.of(format);
        int rows = encoder.rowMultiple(pixels, output);
        var result = SampleResult.of(SIZE, pixels, rows, output, null, new Density(300 / 25.4, 300 / 25.4));
        return SampleResult.encode(encoder, SampleResult.with(result, metadata), image);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"WEBP", "AVIF"})
    void theSameImageGivesTheSameBytes(ImageFormat format) {
        for (var pixels : List.of(PixelFormat.rgb8(), new PixelFormat(4, 16), new PixelFormat(1, 8))) {
            assertThat(file(format, pixels, ImageMetadata.NONE)).isEqualTo(file(format, pixels, ImageMetadata.NONE));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"WEBP", "AVIF"})
    void carriesEveryBlockAsItIs(ImageFormat format) {
        var facts = new ResultFacts(SIZE, new Density(300 / 25.4, 300 / 25.4), false, null);
        byte[] exif =
                ResultExif.of(TestExif.photograph(ByteOrder.BIG_ENDIAN), facts).orElseThrow();
        byte[] profile = StandardProfile.DISPLAY_P3.bytes();
        var metadata = new ImageMetadata(new Blob(profile), new Blob(exif), null, null);
        var file = file(format, PixelFormat.rgb8(), metadata);
        assertThat(latin(file)).contains(latin(exif), latin(profile), ResultXmp.ENHANCED);
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"WEBP", "AVIF"})
    void isNotMadeInStrips(ImageFormat format) {
        StripEncoder encoder = ENCODERS.forFormat(format);
        var image = TestPhoto.of(SIZE, PixelFormat.rgb8());
        var result = SampleResult.of(image, 25, ResultEncoding.of(format));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        encoder.encode(result, 0, image.crop(result.strips().outputRect(0))))
                .withMessageContaining("whole, not in 2 strips");
    }

    @Test
    void aWebpIsChunksInTheirOrder() {
        var metadata = ImageMetadata.NONE.withProfile(new Blob(StandardProfile.DISPLAY_P3.bytes()));
        var file = ByteBuffer.wrap(file(ImageFormat.WEBP, new PixelFormat(4, 8), metadata))
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(file.getInt(4)).isEqualTo(file.capacity() - 8);
        var names = new StringBuilder();
        for (int position = 12; position < file.capacity(); ) {
            names.append(new String(file.array(), position, 4, StandardCharsets.US_ASCII))
                    .append(',');
            int length = file.getInt(position + 4);
            position += 8 + length + length % 2;
        }
        assertThat(names).hasToString("VP8X,ICCP,ALPH,VP8 ,EXIF,XMP ,");
    }

    @Test
    void anAvifSaysWhereItsItemsAre() {
        var file = file(ImageFormat.AVIF, new PixelFormat(4, 16), ImageMetadata.NONE);
        var boxes = HeifBox.all(file, 0);
        assertThat(boxes.stream().map(HeifBox::type).collect(Collectors.joining(",")))
                .isEqualTo("ftyp,meta,mdat");
        assertThat(latin(file)).contains("application/rdf+xml", "Exif");
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
