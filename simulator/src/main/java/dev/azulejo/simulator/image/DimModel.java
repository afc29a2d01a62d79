package dev.azulejo.simulator.image;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.Optional;

/// Stands for a model that removes noise: it darkens by as many percent as the noise has levels.
///
/// @param noise in levels of 255
record DimModel(double noise) implements Upscaler {
    @Override
    public int scale() {
        return 1;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        float kept = (float) (1 - noise / 100);
        for (int i = 0; i < input.bands() * input.planeLength(); i++) {
            output.samples().put(i, input.samples().get(i) * kept);
        }
        return Optional.empty();
    }

    @Override
    public String fingerprint() {
        return "dim";
    }
}
