package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.Optional;

/// Enlarges a pattern of single pixels in place of a model. Cubic interpolation alone would make such a
/// pattern pale, so its answers for each pixel are shifted until their mean is that pixel again, as is
/// asked of models (ADR 14), and stay within the surrounding colours. A pixel depends on those within
/// [dev.azulejo.core.plan.Planner#CUBIC_PX].
public record Interpolation(int scale) implements Upscaler {
    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        CubicBlend.of(input, output).everywhere();
        for (int band = 0; band < input.bands(); band++) {
            for (int y = 0; y < input.height(); y++) {
                for (int x = 0; x < input.width(); x++) {
                    shift(input, output, band, x, y);
                }
            }
        }
        return Optional.empty();
    }

    private void shift(Planes input, Planes output, int band, int x, int y) {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        for (int row = Math.max(0, y - 1); row <= Math.min(input.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(input.width() - 1, x + 1); column++) {
                float sample = input.at(band, column, row);
                least = Math.min(least, sample);
                most = Math.max(most, sample);
            }
        }
        float missing = input.at(band, x, y) - mean(output, band, x, y);
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            int start = band * output.planeLength() + row * output.width() + x * scale;
            for (int at = start; at < start + scale; at++) {
                output.samples().put(at, Math.clamp(output.samples().get(at) + missing, least, most));
            }
        }
    }

    private float mean(Planes output, int band, int x, int y) {
        float sum = 0;
        for (int row = y * scale; row < (y + 1) * scale; row++) {
            for (int column = x * scale; column < (x + 1) * scale; column++) {
                sum += output.at(band, column, row);
            }
        }
        return sum / (scale * scale);
    }

    @Override
    public String fingerprint() {
        return "cubic interpolation";
    }
}
