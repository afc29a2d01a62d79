package dev.azulejo.lab.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import org.junit.jupiter.api.Test;

/// Files with losses beside those of Pillow, in levels of 255.
class CodecsIT {
    private final Codecs codecs = new VipsCodecs(EmbeddedWiring.pictures(LocalConfig.fromEnvironment()));

    /// Different builds of libjpeg round otherwise, and Pillow's upsampling of colours is another one.
    @Test
    void aJpegLosesWhatPillowsDoes() {
        var picture = Reference.picture("picture", 40, 28);
        var full = codecs.jpeg(picture, 60, false);
        assertThat(Reference.meanDifference(full, "jpeg")).isLessThan(0.5);
        assertThat(Reference.meanDifference(codecs.jpeg(picture, 60, true), "jpeg-subsampled"))
                .isLessThan(0.8);
        assertThat(Reference.meanDifference(full, "jpeg-subsampled")).isGreaterThan(2);
    }

    @Test
    void aWebpLosesWhatPillowsDoes() {
        var picture = Reference.picture("picture", 40, 28);
        assertThat(Reference.meanDifference(codecs.webp(picture, 60), "webp")).isLessThan(0.5);
        assertThat(Reference.meanDifference(codecs.webp(picture, 20), "webp")).isGreaterThan(2);
    }
}
