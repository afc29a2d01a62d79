package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.decode.VipsTools;
import dev.azulejo.imaging.heif.HevcSupport;
import dev.azulejo.imaging.testkit.JpegFile;
import dev.azulejo.imaging.testkit.Rasters;
import dev.azulejo.imaging.testkit.TestLibvips;
import dev.azulejo.imaging.testkit.TestPhoto;
import dev.azulejo.imaging.testkit.VipsSaver;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests WebP, AVIF, HEIC, GIF, BMP, and unusual JPEG.
class MoreFormatsTest {
    private static final Size SIZE = new Size(61, 43);

    /// A JPEG of 24 × 16 pixels with arithmetic coding, made with jpegtran.
    private static final String ARITHMETIC = String.join(
            "",
            "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMU",
            "FRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkUDQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU",
            "FBQUFBQUFBT/yQARCAAQABgDASIAAhEBAxEB/8wACgAQEAUBEBEF/9oADAMBAAIRAxEAPwD/AOjo35W1vm/3B7xxCuO+DcuV658b",
            "zIE8AG5e7ZzRy7igYPFWV6ohJPcF79n6NvVJuJ6Zy52hSc3HYfJ9otNUlv/Z");

    /// An AVIF of 16 × 16 white pixels of 10 bits, made with libvips.
    private static final String DEEP_WHITE = String.join(
            "",
            "AAAAHGZ0eXBhdmlmAAAAAG1pZjFhdmlmbWlhZgAAASttZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA",
            "ADRpbG9jAAAAAERAAAIAAQAAAAABTwABAAAAAAAAACQAAgAAAAABcwABAAAAAAAAAL4AAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA",
            "AAABAABhdjAxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAAamlwcnAAAABLaXBjbwAAAAxhdjFDgSBCAAAA",
            "ABNjb2xybmNseAABAA0AAIAAAAAUaXNwZQAAAAAAAAAQAAAAEAAAABBwaXhpAAAAAAMKCgoAAAAXaXBtYQAAAAAAAAABAAEEgQID",
            "BAAAABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAA6m1kYXQSAAoIOAz/2MBDQAgyFhAAAAAUt4fN19uBRu/p4bYEz/CA1zAAAAAG",
            "RXhpZgAASUkqAAgAAAAGABIBAwABAAAAAQAAABoBBQABAAAAVgAAABsBBQABAAAAXgAAACgBAwABAAAAAgAAABMCAwABAAAAAQAA",
            "AGmHBAABAAAAZgAAAAAAAAA4YwAA6AMAADhjAADoAwAABgAAkAcABAAAADAyMTABkQcABAAAAAECAwAAoAcABAAAADAxMDABoAMA",
            "AQAAAP//AAACoAQAAQAAABAAAAADoAQAAQAAABAAAAAAAAAA");

    private static final VipsDecoder DECODER = new VipsDecoder(TestLibvips.LIBVIPS);

    private static ProbedImage probe(byte[] file, int page) throws UnreadableImage {
        return DECODER.probe(new ByteArrayInputStream(file), page);
    }

    private static byte[] frame(byte[] file, int page) throws UnreadableImage {
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), page)) {
            var image = rows.image();
            var block = PixelBlock.blank(image.stored(), image.pixels());
            rows.next(image.stored().height(), block.samples(), 0);
            return block.samples();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void readsWebp(int bands) throws UnreadableImage {
        var block = PixelBlock.random(new Random(bands), SIZE, new PixelFormat(bands, 8));
        for (int alpha = 3; bands == 4 && alpha < block.samples().length; alpha += 4) {
            block.samples()[alpha] |= 1; // where nothing shows, colours are not kept
        }
        var file = VipsSaver.webp(block);
        assertThat(probe(file, 1).format()).isEqualTo(ImageFormat.WEBP);
        assertThat(VipsDecoderTest.decode(file).samples()).isEqualTo(block.samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void readsAvif(int bands) throws UnreadableImage {
        var format = new PixelFormat(bands, 8);
        var photo = TestPhoto.of(SIZE, format);
        var decoded = VipsDecoderTest.decode(VipsSaver.avif(photo));
        assertThat(decoded.format()).isEqualTo(format);
        long difference = 0;
        for (int i = 0; i < photo.samples().length; i++) {
            difference += Math.abs((decoded.samples()[i] & 0xff) - (photo.samples()[i] & 0xff));
        }
        assertThat(difference / (double) photo.samples().length).isLessThan(4); // YCbCr rounds, old encoders more
    }

    @Test
    void fillsTheDepthOfDeepAvif() throws UnreadableImage {
        var decoded = VipsDecoderTest.decode(Base64.getDecoder().decode(DEEP_WHITE));
        assertThat(decoded.format()).isEqualTo(new PixelFormat(3, 16));
        assertThat(decoded.samples()).containsOnly(0xff);
    }

    @Test
    void readsHeicOrSaysHow() throws UnreadableImage {
        var file = HevcSupport.picture();
        if (new HevcSupport(Formats.row(ImageFormat.HEIC), VipsTools.of(TestLibvips.LIBVIPS)).isThere()) {
            assertThat(probe(file, 1).format()).isEqualTo(ImageFormat.HEIC);
            assertThat(VipsDecoderTest.decode(file).samples()[0] & 0xff).isBetween(126, 130);
        } else {
            assertThatExceptionOfType(UnreadableImage.class)
                    .isThrownBy(() -> probe(file, 1))
                    .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_FORMAT))
                    .withMessageContaining("is a HEIC image, which libvips")
                    .withMessageContaining("AZULEJO_LIBVIPS");
        }
    }

    @Test
    void readsArithmeticJpeg() throws UnreadableImage {
        var file = Base64.getDecoder().decode(ARITHMETIC);
        var decoded = VipsDecoderTest.decode(file);
        assertThat(decoded.width()).isEqualTo(24);
        int last = decoded.samples().length - 3; // 230, 225, 228 was meant there
        assertThat(decoded.samples()[last] & 0xff).isBetween(215, 245);
        assertThat(decoded.samples()[last + 1] & 0xff).isBetween(210, 240);
    }

    /// A frame header alone is enough to recognise the kind.
    @ParameterizedTest
    @CsvSource({"c3,8,lossless", "c1,12,12 bits", "c5,8,hierarchical", "c7,8,lossless"})
    void namesKindsOfJpegThatHardlyAnybodyReads(String code, int bits, String words) {
        var file = Rasters.jpeg(TestPhoto.of(SIZE, new PixelFormat(1, 8)), 0.9f, false);
        int frame = new String(file, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
        file[frame + 1] = (byte) HexFormat.fromHexDigits(code);
        file[frame + 4] = (byte) bits;
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> VipsDecoderTest.decode(file))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.UNSUPPORTED_PIXELS))
                .withMessageContaining(words)
                .withMessageContaining("convert it to PNG");
    }

    @Test
    void turnsCmykJpegIntoRgb() throws UnreadableImage {
        var image = probe(JpegFile.cmyk(255), 1);
        assertThat(image.pixels()).isEqualTo(PixelFormat.rgb8());
        assertThat(image.warnings()).singleElement().asString().contains("CMYK");
        assertThat(image.metadata().profile()).isNotNull();
        assertThat(VipsDecoderTest.decode(JpegFile.cmyk(255)).samples()).containsOnly(255);
        assertThat(VipsDecoderTest.decode(JpegFile.cmyk(0)).samples()[0] & 0xff).isLessThan(30);
    }

    @Test
    void countsFramesAndReadsEachAsItIsShown() throws UnreadableImage, IOException {
        var first = flat(0x102030);
        var second = flat(0x405060);
        var file = gif(List.of(first, second, first));
        var image = probe(file, 1);
        assertThat(image.format()).isEqualTo(ImageFormat.GIF);
        assertThat(image.pages()).isEqualTo(3);
        assertThat(image.warnings()).containsExactly("has 3 frames; the first was taken");
        assertThat(probe(file, 2).warnings()).isEmpty();
        assertThat(Arrays.copyOf(frame(file, 1), 3)).containsExactly(0x10, 0x20, 0x30);
        assertThat(Arrays.copyOf(frame(file, 2), 3)).containsExactly(0x40, 0x50, 0x60);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(file, 4))
                .withMessage("has 3 frames, and there is no number 4; ask for one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "bmp", "tiff"})
    void aPictureHasNoSecondPage(String format) {
        var file = Rasters.write(flat(0), format, 1, false);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(file, 2))
                .withMessageContaining("and there is no number 2");
    }

    private static BufferedImage flat(int rgb) {
        var image = new BufferedImage(9, 7, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 9 * 7; i++) {
            image.setRGB(i % 9, i / 9, rgb);
        }
        return image;
    }

    private static byte[] gif(List<BufferedImage> frames) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var output = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (var frame : frames) {
                writer.writeToSequence(new IIOImage(frame, null, null), null);
            }
            writer.endWriteSequence();
        }
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_3BYTE_BGR, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void readsBmp(int type) throws UnreadableImage {
        var image = new BufferedImage(13, 7, type);
        var random = new Random(type);
        for (int i = 0; i < 13 * 7; i++) {
            image.setRGB(i % 13, i / 13, random.nextInt());
        }
        var decoded = VipsDecoderTest.decode(Rasters.write(image, "bmp", 1, false));
        int bands = decoded.format().bands();
        for (int i = 0; i < 13 * 7; i++) {
            int sample = type == BufferedImage.TYPE_BYTE_GRAY
                    ? image.getRaster().getSample(i % 13, i / 13, 0)
                    : image.getRGB(i % 13, i / 13) >> 16;
            assertThat(decoded.samples()[i * bands]).isEqualTo((byte) sample);
        }
    }

    @Test
    void readsTheTransparencyOfBmpWhereItStatesSome() throws UnreadableImage {
        assertThat(VipsDecoderTest.decode(bmp(108, 3)).samples()).containsExactly(30, 20, 10, 40);
        assertThat(VipsDecoderTest.decode(bmp(40, 0)).samples()).containsExactly(30, 20, 10);
    }

    /// A BMP of one pixel of 32 bits: blue 10, green 20, red 30 and 40, which is alpha if a mask says so.
    private static byte[] bmp(int headerLength, int compression) {
        var file = ByteBuffer.allocate(14 + headerLength + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'B').put((byte) 'M').putInt(file.capacity()).putInt(0).putInt(14 + headerLength);
        file.putInt(headerLength)
                .putInt(1)
                .putInt(1)
                .putShort((short) 1)
                .putShort((short) 32)
                .putInt(compression);
        if (headerLength > 40) {
            file.putInt(54, 0xff0000).putInt(58, 0xff00).putInt(62, 0xff).putInt(66, 0xff000000);
        }
        return file.putInt(14 + headerLength, 0x281e140a).array();
    }

    @Test
    void refusesBmpThatHoldsAnotherFormatOrTooMuch() {
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(bmp(40, 4), 1))
                .withMessageContaining("holds another format");
        var large = ByteBuffer.wrap(bmp(40, 1)).order(ByteOrder.LITTLE_ENDIAN);
        large.putInt(18, 10_000).putInt(22, 10_000).putShort(28, (short) 8);
        assertThatExceptionOfType(UnreadableImage.class)
                .isThrownBy(() -> probe(large.array(), 1))
                .satisfies(refusal -> assertThat(refusal.reason()).isEqualTo(Reason.TOO_LARGE_FOR_READER))
                .withMessageContaining("100 million pixels");
    }

    @Test
    void leavesNoCopyBehind() throws UnreadableImage, IOException {
        var file = Rasters.write(flat(0x123456), "tiff", 1, false);
        var before = copies(file.length);
        try (var rows = DECODER.decode(new ByteArrayInputStream(file), 1)) {
            assertThat(copies(file.length)).isEqualTo(before + 1);
            rows.next(7, new byte[9 * 7 * 3], 0);
        }
        assertThat(copies(file.length)).isEqualTo(before);
        assertThatExceptionOfType(UnreadableImage.class).isThrownBy(() -> probe(Arrays.copyOf(file, 80), 1));
        assertThat(copies(80)).isZero();
    }

    private static long copies(long length) throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.toString().endsWith(".source"))
                    .filter(file -> file.toFile().length() == length)
                    .count();
        }
    }
}
