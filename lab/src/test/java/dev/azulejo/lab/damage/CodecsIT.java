package dev.azulejo.lab.damage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import org.junit.jupiter.api.Test;

/// Compares files with losses to Pillow's, in levels of 255.
class CodecsIT {
    private final Codecs codecs = new VipsCodecs(EmbeddedWiring.pictures(LocalConfig.fromEnvironment()));

    /// Builds of libjpeg round differently, and Pillow upsamples colours in another way.
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
