package dev.azulejo.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.request.MetadataPolicy;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.pixels.Blob;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.libvips.IccTransform;
import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.awt.color.ICC_ColorSpace;
import java.awt.color.ICC_Profile;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultColourTest {
    private static final IccTransform TRANSFORM = new IccTransform(TestLibvips.LIBVIPS);
    private static final PixelFormat RGB = PixelFormat.rgb8();

    private static ResultColour colour(
            PixelFormat pixels, ImageFormat format, @Nullable String name, @Nullable Blob profile) {
        var wanted = name == null ? null : WantedColour.named(name).orElseThrow();
        return ResultColour.of(pixels, new ResultEncoding(format, 92, 1, MetadataPolicy.KEEP, wanted), profile);
    }

    private static PixelBlock pixel(PixelFormat format, int... samples) {
        var bytes = new byte[format.bytesPerPixel()];
        for (int i = 0; i < samples.length; i++) {
            if (format.bits() == 8) {
                bytes[i] = (byte) samples[i];
            } else {
                bytes[2 * i] = (byte) samples[i];
                bytes[2 * i + 1] = (byte) (samples[i] >> 8);
            }
        }
        return new PixelBlock(1, 1, format, bytes);
    }

    private static int[] samples(ResultPixels pixels) {
        var samples = new int[pixels.count() * pixels.bands()];
        Arrays.setAll(samples, pixels::sample);
        return samples;
    }

    /// The JDK's colour management gives the same colours.
    @ParameterizedTest
    @EnumSource(StandardProfile.class)
    void ourProfilesAreOnes(StandardProfile standard) {
        var profile = ICC_Profile.getInstance(standard.bytes());
        var space = new ICC_ColorSpace(profile);
        int bands = standard == StandardProfile.GREY ? 1 : 3;
        assertThat(profile.getNumComponents()).isEqualTo(bands);
        var middle = new float[bands];
        Arrays.fill(middle, 0.5f);
        for (float sample : space.toRGB(middle)) {
            assertThat(sample).isBetween(0.495f, 0.505f);
        }
        assertThat(standard.bytes()).hasSizeLessThan(700);
    }

    @Test
    void theSecondHasTheWiderGreen() {
        var p3 = new Blob(StandardProfile.DISPLAY_P3.bytes());
        var green = colour(RGB, ImageFormat.PNG, WantedColour.P3, null).apply(pixel(RGB, 0, 255, 0), TRANSFORM);
        assertThat(samples(green)).containsExactly(117, 251, 76); // known of sRGB's green in Display P3
        var back = colour(RGB, ImageFormat.PNG, WantedColour.SRGB, p3).apply(pixel(RGB, 117, 251, 76), TRANSFORM);
        assertThat(back.sample(0)).isLessThan(12);
        assertThat(back.sample(1)).isGreaterThan(253);
    }

    @Test
    void greyIsHowBrightAColourIs() {
        var grey = colour(RGB, ImageFormat.PNG, WantedColour.GREY, null);
        assertThat(grey.colours()).isEqualTo(1);
        assertThat(samples(grey.apply(pixel(RGB, 128, 128, 128), TRANSFORM))).containsExactly(128);
        // 0.717 and 0.061 of the light in the white of profiles, by the curve of sRGB.
        assertThat(grey.apply(pixel(RGB, 0, 255, 0), TRANSFORM).sample(0)).isBetween(219, 221);
        assertThat(grey.apply(pixel(RGB, 0, 0, 255), TRANSFORM).sample(0)).isBetween(69, 71);
    }

    @Test
    void sixteenBitsStaySixteenAndAlphaIsLeftAlone() {
        var format = new PixelFormat(4, 16);
        var p3 = colour(format, ImageFormat.TIFF, WantedColour.P3, null);
        var pixels = p3.apply(pixel(format, 0, 65_535, 1_000, 12_345), TRANSFORM);
        assertThat(pixels.bits()).isEqualTo(16);
        assertThat(pixels.sample(3)).isEqualTo(12_345);
        assertThat(pixels.sample(1)).isBetween(64_400, 64_600).isNotEqualTo(251 * 257);
    }

    @ParameterizedTest
    @ValueSource(strings = {"srgb", "p3", "grey"})
    void stripsAreConvertedApartAsTheWhole(String name) {
        var image = PixelBlock.random(new Random(3), new Size(61, 40), new PixelFormat(4, 16));
        var colour = colour(image.format(), ImageFormat.PNG, name, null);
        byte[] whole = colour.apply(image, TRANSFORM).samples();
        int position = 0;
        for (int top = 0; top < 40; top += 9) {
            var strip = image.crop(Rect.between(0, top, 61, Math.min(40, top + 9)));
            byte[] part = colour.apply(strip, TRANSFORM).samples();
            assertThat(Arrays.copyOfRange(whole, position, position + part.length))
                    .isEqualTo(part);
            position += part.length;
        }
        assertThat(position).isEqualTo(whole.length);
    }

    @ParameterizedTest
    @CsvSource({
        "PNG, 2, 16, , 1, true, 16, false",
        "JPEG, 2, 16, , 1, false, 8, false",
        "WEBP, 2, 16, , 1, true, 8, false",
        "AVIF, 4, 16, , 3, true, 16, false",
        "TIFF, 4, 8, grey, 1, true, 8, true",
        "PNG, 1, 8, srgb, 3, false, 8, true",
        "JPEG, 3, 8, p3, 3, false, 8, true",
    })
    void whatComesOut(
            ImageFormat format,
            int bands,
            int bits,
            @Nullable String name,
            int colours,
            boolean alpha,
            int bitsOut,
            boolean profile) {
        var colour = colour(new PixelFormat(bands, bits), format, name, null);
        assertThat(colour.colours()).isEqualTo(colours);
        assertThat(colour.alpha()).isEqualTo(alpha);
        assertThat(colour.bits()).isEqualTo(bitsOut);
        assertThat(colour.embedded().isPresent()).isEqualTo(profile);
    }

    @Test
    void withoutAWishTheProfileStaysUnlessItIsOfOtherPixels() {
        var grey = new Blob(StandardProfile.GREY.bytes());
        assertThat(colour(new PixelFormat(1, 8), ImageFormat.PNG, null, grey).embedded())
                .contains(grey.bytes());
        assertThat(colour(RGB, ImageFormat.PNG, null, grey).embedded()).isEmpty();
    }

    /// WebP and AVIF hold only RGB, and a profile of grey would not fit such pixels.
    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"WEBP", "AVIF"})
    void greyBecomesRgbWhereThereIsNoGrey(ImageFormat format) {
        var grey = new Blob(StandardProfile.GREY.bytes());
        var kept = colour(new PixelFormat(1, 8), format, null, grey);
        assertThat(kept.embedded()).contains(StandardProfile.SRGB.bytes());
        assertThat(samples(
                        kept.apply(pixel(new PixelFormat(1, 8), 100), TRANSFORM).inColour()))
                .containsExactly(100, 100, 100);
        var asked = colour(RGB, format, WantedColour.GREY, null);
        assertThat(asked.embedded()).contains(StandardProfile.SRGB.bytes());
        assertThat(samples(asked.apply(pixel(RGB, 9, 9, 9), TRANSFORM).inColour()))
                .containsExactly(9, 9, 9);
    }

    @Test
    void greyWithAlphaIsTripledBesideIt() {
        var format = new PixelFormat(2, 16);
        var pixels = ResultPixels.of(pixel(format, 1_000, 40_000)).inColour();
        assertThat(samples(pixels)).containsExactly(1_000, 1_000, 1_000, 40_000);
    }
}
