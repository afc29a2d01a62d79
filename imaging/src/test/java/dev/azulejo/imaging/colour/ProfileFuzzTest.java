package dev.azulejo.imaging.colour;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.fuzz.FuzzContract;
import java.util.Arrays;
import java.util.stream.Stream;

/// Fuzzes the head of a colour profile.
class ProfileFuzzTest extends FuzzContract {
    @Override
    protected Stream<byte[]> seeds() {
        return Arrays.stream(StandardProfile.values()).map(StandardProfile::bytes);
    }

    @Override
    protected void parse(byte[] input) {
        var profile = SourceProfile.of(input);
        assertThat(profile.fits("RGB ")).isIn(true, false);
        assertThat(profile.space()).hasSizeLessThanOrEqualTo(4);
    }
}
