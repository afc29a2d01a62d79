package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;
import java.nio.FloatBuffer;
import java.util.Arrays;

/// Takes cubic interpolation where a model has lost its way. Trained on photographs, SPAN answers one-pixel
/// contrasts from black to white (text, stripes, dithering) with values of up to thousands, which are speckle
/// once they are clamped. Its answers to photographs, noisy ones too, stay within -0.1 to 1.1: leaving that is
/// the sign. What is close to such an answer is wrong too, but within the range, so the neighbourhood goes with
/// it.
///
/// Whether a pixel is replaced depends on the model's answers within [Planner#GUARD_PX], so the halo of a tile
/// is wider by that, and tiles stay exact.
final class RangeGuard {
    private final Planes input;
    private final Planes output;
    private final float margin;
    private final CubicTaps taps;

    private RangeGuard(Planes input, Planes output, float margin) {
        this.input = input;
        this.output = output;
        this.margin = margin;
        this.taps = CubicTaps.of(output.width() / input.width());
    }

    /// Replaces in `output` what is out of range and what is close to it.
    ///
    /// @param margin how far outside 0 to 1 is still in range, as the model's card says
    /// @return whether there was any
    static boolean mend(Planes input, Planes output, float margin) {
        var guard = new RangeGuard(input, output, margin);
        if (guard.staysWithin()) {
            return false;
        }
        guard.replace(guard.around(guard.lost()));
        return true;
    }

    private boolean staysWithin() {
        FloatBuffer samples = output.samples();
        float smallest = 0;
        float largest = 1;
        for (int i = 0; i < output.planeLength() * output.bands(); i++) {
            float sample = samples.get(i);
            smallest = Math.min(smallest, sample);
            largest = Math.max(largest, sample);
        }
        return smallest >= -margin && largest <= 1 + margin;
    }

    /// The input pixels one of whose output samples is out of range.
    private boolean[] lost() {
        var lost = new boolean[input.planeLength()];
        int scale = taps.scale();
        for (int band = 0; band < output.bands(); band++) {
            for (int y = 0; y < output.height(); y++) {
                int inputRow = y / scale * input.width();
                for (int x = 0; x < output.width(); x++) {
                    float sample = output.at(band, x, y);
                    if (sample < -margin || sample > 1 + margin) {
                        lost[inputRow + x / scale] = true;
                    }
                }
            }
        }
        return lost;
    }

    private boolean[] around(boolean[] lost) {
        var around = new boolean[lost.length];
        for (int y = 0; y < input.height(); y++) {
            for (int x = 0; x < input.width(); x++) {
                if (lost[y * input.width() + x]) {
                    mark(around, x, y);
                }
            }
        }
        return around;
    }

    private void mark(boolean[] around, int x, int y) {
        int left = Math.max(0, x - Planner.GUARD_PX);
        int right = Math.min(input.width() - 1, x + Planner.GUARD_PX);
        for (int row = Math.max(0, y - Planner.GUARD_PX);
                row <= Math.min(input.height() - 1, y + Planner.GUARD_PX);
                row++) {
            Arrays.fill(around, row * input.width() + left, row * input.width() + right + 1, true);
        }
    }

    private void replace(boolean[] chosen) {
        int scale = taps.scale();
        for (int y = 0; y < output.height(); y++) {
            int inputRow = y / scale * input.width();
            for (int x = 0; x < output.width(); x++) {
                if (chosen[inputRow + x / scale]) {
                    for (int band = 0; band < output.bands(); band++) {
                        int at = band * output.planeLength() + y * output.width() + x;
                        output.samples().put(at, interpolated(band, x, y));
                    }
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
