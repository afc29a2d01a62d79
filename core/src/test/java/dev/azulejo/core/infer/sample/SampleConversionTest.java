package dev.azulejo.core.infer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleConversionTest {
    @ParameterizedTest
    @CsvSource({"8, 256", "16, 65536"})
    void everySampleComesBackAsItWas(int bits, int count) {
        for (int bands = 1; bands <= 4; bands++) {
            var format = new PixelFormat(bands, bits);
            var block = PixelBlock.blank(new Size(count, 1), format);
            for (int value = 0; value < count; value++) {
                for (int band = 0; band < bands; band++) {
                    int at = value * format.bytesPerPixel() + band * format.bytesPerSample();
                    block.samples()[at] = (byte) value;
                    if (bits == 16) {
                        block.samples()[at + 1] = (byte) (value >> 8);
                    }
                }
            }
            assertThat(thereAndBack(block)).isEqualTo(block.samples());
        }
    }

    @Test
    void bandsKeepTheirPlaces() {
        var block = PixelBlock.random(new Random(1), new Size(7, 5), new PixelFormat(4, 16));
        assertThat(thereAndBack(block)).isEqualTo(block.samples());
    }

    @ParameterizedTest
    @CsvSource({
        "-0.1, 0",
        "-Infinity, 0",
        "0, 0",
        "0.00195, 0",
        "0.00197, 1",
        "0.5, 128",
        "0.99803, 254",
        "0.99805, 255",
        "1, 255",
        "1.1, 255",
        "Infinity, 255"
    })
    void valuesAreClampedAndRoundedToTheNearest(float value, int expected) {
        var planes = Planes.allocate(1, 1, 3);
        for (int band = 0; band < 3; band++) {
            planes.samples().put(band, value);
        }
        for (var format : new PixelFormat[] {PixelFormat.rgb8(), new PixelFormat(1, 8)}) {
            var samples = new byte[format.bytesPerPixel()];
            new SampleConversion(format).planesToColour(planes, new Rect(0, 0, 1, 1), samples);
            assertThat(samples).containsOnly(expected);
        }
    }

    @Test
    void greyIsTheMeanOfTheModelsBands() {
        var planes = Planes.allocate(1, 1, 3);
        planes.samples().put(0, 0.1f).put(1, 0.2f).put(2, 0.6f);
        var samples = new byte[1];
        new SampleConversion(new PixelFormat(1, 8)).planesToColour(planes, new Rect(0, 0, 1, 1), samples);
        assertThat(samples).containsExactly(Math.round(0.3f * 255));
    }

    @Test
    void onlyTheCropIsTaken() {
        var block = PixelBlock.random(new Random(1), new Size(9, 8), PixelFormat.rgb8());
        var planes = Planes.allocate(9, 8, 3);
        var conversion = new SampleConversion(block.format());
        conversion.colourToPlanes(block, planes);
        var crop = new Rect(2, 3, 5, 4);
        var samples = new byte[(int) crop.pixels() * 3];
        conversion.planesToColour(planes, crop, samples);
        assertThat(samples).isEqualTo(block.crop(crop).samples());
    }

    private static byte[] thereAndBack(PixelBlock block) {
        var format = block.format();
        var planes = Planes.allocate(block.width(), block.height(), 3);
        var samples = new byte[block.samples().length];
        var conversion = new SampleConversion(format);
        conversion.colourToPlanes(block, planes);
        conversion.planesToColour(planes, block.bounds(), samples);
        if (format.hasAlpha()) {
            for (int i = 0; i < block.width() * block.height(); i++) {
                int at = (i + 1) * format.bytesPerPixel() - format.bytesPerSample();
                conversion.putRounded(samples, at, conversion.alpha(block, i % block.width(), i / block.width()));
            }
        }
        return samples;
    }
}
