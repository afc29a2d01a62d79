package dev.azulejo.core.infer.guard;

import dev.azulejo.core.infer.cubic.CubicTaps;
import dev.azulejo.core.pixels.Planes;

/// Replaces a model's answer by cubic interpolation, as far as the answer is doubted.
record CubicBlend(Planes input, Planes output, CubicTaps taps) {
    static CubicBlend of(Planes input, Planes output) {
        return new CubicBlend(input, output, CubicTaps.of(output.width() / input.width()));
    }

    void everywhere() {
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++) {
                blend(x, y, (partX, partY) -> 1);
            }
        }
    }

    void where(Doubt doubt) {
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++) {
                if (doubt.reaches(x, y)) {
                    int inputX = x;
                    int inputY = y;
                    blend(x, y, (partX, partY) -> doubt.at(inputX, inputY, partX, partY));
                }
            }
        }
    }

    /// Says how much interpolation to use at a place within a pixel, given from its centre.
    private interface Weight {
        float at(float partX, float partY);
    }

    private void blend(int inputX, int inputY, Weight weights) {
        int scale = taps.scale();
        for (int y = inputY * scale; y < (inputY + 1) * scale; y++) {
            for (int x = inputX * scale; x < (inputX + 1) * scale; x++) {
                float weight = weights.at(taps.part(x), taps.part(y));
                for (int band = 0; band < output.bands(); band++) {
                    int at = band * output.planeLength() + y * output.width() + x;
                    float cubic = interpolated(band, x, y);
                    // What is lost is not mixed in: it may be as large as floats can be.
                    float mixed = weight == 1 ? cubic : output.samples().get(at) * (1 - weight) + cubic * weight;
                    output.samples().put(at, mixed);
                }
            }
        }
    }

    private float interpolated(int band, int x, int y) {
        float sum = 0;
        for (int row = 0; row < CubicTaps.COUNT; row++) {
            int inputY = Math.clamp(taps.first(y) + row, 0, input.height() - 1);
            float along = 0;
            for (int column = 0; column < CubicTaps.COUNT; column++) {
                int inputX = Math.clamp(taps.first(x) + column, 0, input.width() - 1);
                along += taps.at(x)[column] * input.at(band, inputX, inputY);
            }
            sum += taps.at(y)[row] * along;
        }
        return sum;
    }
}
