package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.TiffCompression;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.ProbedImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormatFitTest {
    private static final Size SMALL = new Size(100, 100);

    private static FormatFit fit(ImageFormat format, @Nullable WantedColour colour) {
        return new FormatFit(new ResultEncoding(format, 92, 1, MetadataPolicy.KEEP, colour));
    }

    private static WantedColour own(String deviceClass, String space) {
        var header = new byte[128];
        put(header, 12, deviceClass);
        put(header, 16, space);
        put(header, 36, "acsp");
        return new WantedColour("press.icc", new Blob(header));
    }

    private static void put(byte[] header, int offset, String word) {
        System.arraycopy(word.getBytes(StandardCharsets.US_ASCII), 0, header, offset, 4);
    }

    private static ProbedImage image(PixelFormat pixels, ImageMetadata metadata) {
        return new ProbedImage(ImageFormat.PNG, SMALL, pixels, Orientation.NORMAL, metadata, null, 1, 0, List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "WEBP, 8000, 8000, true",
        "WEBP, 8001, 8000, false",
        "WEBP, 16383, 10, true",
        "WEBP, 16384, 10, false",
        "AVIF, 8000, 8000, true",
        "AVIF, 8001, 8000, false",
        "AVIF, 10, 16385, false",
        "PNG, 80000, 80000, true",
        "TIFF, 80000, 80000, true",
        "JPEG, 65500, 65500, true",
        "JPEG, 65501, 1, false",
    })
    void resultsFitTheirFormat(ImageFormat format, int width, int height, boolean fits) {
        var refusal = fit(format, null).refusal(new Size(width, height), PixelFormat.rgb8());
        assertThat(refusal.isEmpty()).isEqualTo(fits);
        refusal.ifPresent(refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE_FOR_FORMAT);
            assertThat(refused.detail()).contains("ask for --format png");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "WEBP, 16384, 10, webp",
        "WEBP, 40000, 40000, webp avif",
        "AVIF, 70000, 70000, jpeg webp avif",
        "JPEG, 70000, 10, jpeg webp avif",
        "WEBP, 9000, 9000, webp avif",
    })
    void refusalsNameAllFormatsThatWouldDo(ImageFormat format, int width, int height, String tooSmall) {
        var refusal = fit(format, null)
                .refusal(new Size(width, height), PixelFormat.rgb8())
                .orElseThrow();
        var named = List.of(
                refusal.detail().replaceFirst(".*; ask for --format ", "").split(", | or ", -1));
        assertThat(named)
                .doesNotContainAnyElementsOf(List.of(tooSmall.split(" ", -1)))
                .containsSubsequence("png", "tiff", "dzi", "szi", "iiif");
        assertThat(named.contains("jpeg")).isEqualTo(!tooSmall.contains("jpeg"));
        assertThat(named.contains("avif")).isEqualTo(!tooSmall.contains("avif"));
    }

    @Test
    void onlyTiffIsStoredUncompressed() {
        for (var format : ImageFormat.written()) {
            var output = new ResultEncoding(format, 90, 1, TiffCompression.NONE, 0, MetadataPolicy.KEEP, null);
            var refusal = new FormatFit(output).refusal(SMALL, PixelFormat.rgb8());
            assertThat(refusal.isEmpty()).isEqualTo(format == ImageFormat.TIFF);
            refusal.ifPresent(refused -> assertThat(refused.detail()).contains("--compression"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "WEBP", "AVIF"})
    void coloursOfPrintNeedAFormatThatHoldsThem(ImageFormat format) {
        var cmyk = own("prtr", "CMYK");
        assertThat(fit(format, cmyk).refusal(SMALL, PixelFormat.rgb8()).map(Refused::detail))
                .get(STRING)
                .contains("CMYK by press.icc", format.text(), "ask for --format tiff or jpeg");
        assertThat(fit(ImageFormat.TIFF, cmyk).refusal(SMALL, PixelFormat.rgb8()))
                .isEmpty();
        assertThat(fit(ImageFormat.JPEG, cmyk).refusal(SMALL, PixelFormat.rgb8()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"prtr, 'Lab '", "link, 'RGB '", "nmcl, CMYK", "mntr, 5CLR"})
    void aProfileOfOtherColoursIsRefused(String deviceClass, String space) {
        assertThat(fit(ImageFormat.TIFF, own(deviceClass, space))
                        .refusal(SMALL, PixelFormat.rgb8())
                        .map(Refused::detail))
                .get(STRING)
                .contains("press.icc", "no ICC profile of RGB, grey or CMYK");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 127, 128})
    void whatIsNoProfileIsRefused(int bytes) {
        var colour = new WantedColour("a.icc", new Blob(new byte[bytes]));
        assertThat(colour.bands()).isEmpty();
        assertThat(fit(ImageFormat.PNG, colour).refusal(SMALL, PixelFormat.rgb8()))
                .isPresent();
    }

    @Test
    void ownGreyNeedsAFormatWithGrey() {
        assertThat(fit(ImageFormat.PNG, own("mntr", "GRAY")).refusal(SMALL, PixelFormat.rgb8()))
                .isEmpty();
        assertThat(fit(ImageFormat.WEBP, own("mntr", "GRAY")).refusal(SMALL, PixelFormat.rgb8()))
                .isPresent();
        assertThat(fit(ImageFormat.WEBP, WantedColour.named("grey").orElseThrow())
                        .refusal(SMALL, PixelFormat.rgb8()))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"JPEG, 8", "WEBP, 8", "AVIF, 12"})
    void lostBitsAreWarnedOf(ImageFormat format, int bits) {
        assertThat(fit(format, null).warnings(image(new PixelFormat(3, 16), ImageMetadata.NONE)))
                .containsExactly("%s has %d bits a sample: the image had 16".formatted(format.text(), bits));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "TIFF"})
    void whatLosesNothingWarnsOfNothing(ImageFormat format) {
        assertThat(fit(format, null).warnings(image(new PixelFormat(4, 16), ImageMetadata.NONE)))
                .isEmpty();
    }

    @Test
    void lostTransparencyIsWarnedOf() {
        var transparent = image(new PixelFormat(4, 8), ImageMetadata.NONE);
        assertThat(fit(ImageFormat.JPEG, null).warnings(transparent))
                .containsExactly("jpeg has no transparency: the image was put on white");
        assertThat(fit(ImageFormat.TIFF, own("prtr", "CMYK")).warnings(transparent))
                .containsExactly("CMYK is for print and has no transparency: the image was put on white");
        assertThat(fit(ImageFormat.TIFF, null).warnings(transparent)).isEmpty();
    }

    @Test
    void lostMetadataAreWarnedOfWhereTheyWereWanted() {
        var long64 = new Blob(new byte[65_528]);
        var said = image(PixelFormat.rgb8(), new ImageMetadata(null, long64, null, new Blob(new byte[9])));
        assertThat(fit(ImageFormat.PNG, null).warnings(said))
                .containsExactly("png has no place for IPTC records: they were left out, XMP was kept");
        assertThat(fit(ImageFormat.JPEG, null).warnings(said))
                .containsExactly("jpeg holds 65,527 bytes of EXIF, the image had 65,528: it was left out");
        assertThat(fit(ImageFormat.TIFF, null).warnings(said)).isEmpty();
        var strip = new FormatFit(new ResultEncoding(ImageFormat.PNG, 92, 1, MetadataPolicy.STRIP, null));
        assertThat(strip.warnings(said)).isEmpty();
    }
}
