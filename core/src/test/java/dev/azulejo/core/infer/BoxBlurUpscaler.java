package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.Optional;

/// A model that looks exactly `radius` pixels far: each output pixel is the mean of the input around it, a little
/// brighter from left to right and from top to bottom of the `scale` x `scale` pixels made of one. Outside the
/// image it sees the nearest pixel inside.
public record BoxBlurUpscaler(int radius, int scale) implements Upscaler {
    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        for (int band = 0; band < input.bands(); band++) {
            for (int y = 0; y < input.height(); y++) {
                for (int x = 0; x < input.width(); x++) {
                    spread(mean(input, band, x, y), band, x, y, output);
                }
            }
        }
        return Optional.empty();
    }

    private float mean(Planes input, int band, int x, int y) {
        float sum = 0;
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                int nearX = Math.clamp(x + dx, 0, input.width() - 1);
                int nearY = Math.clamp(y + dy, 0, input.height() - 1);
                sum += input.at(band, nearX, nearY);
            }
        }
        int side = 2 * radius + 1;
        return sum / (side * side);
    }

    private void spread(float value, int band, int x, int y, Planes output) {
        for (int dy = 0; dy < scale; dy++) {
            int start = band * output.planeLength() + (y * scale + dy) * output.width() + x * scale;
            for (int dx = 0; dx < scale; dx++) {
                output.samples().put(start + dx, value + 0.01f * dx - 0.02f * dy);
            }
        }
    }

    @Override
    public String fingerprint() {
        return "box blur";
    }
}
