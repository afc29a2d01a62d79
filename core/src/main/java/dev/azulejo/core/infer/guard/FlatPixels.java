package dev.azulejo.core.infer.guard;

import dev.azulejo.core.pixels.Planes;

/// Pulls the answers at single pixels back to the surrounding colours, as far as the image is flat there:
/// the exact rule, in floats.
final class FlatPixels {
    private final Planes input;
    private final Planes output;
    private final int scale;
    private final Flatness flatness;

    FlatPixels(Planes input, Planes output) {
        this.input = input;
        this.output = output;
        this.scale = output.width() / input.width();
        this.flatness = new Flatness(input);
    }

    /// How flat the image is at a pixel: 0, as in a photograph, to 1.
    float flatness(int x, int y) {
        return flatness.at(x, y);
    }

    /// @param part of the way to the limits
    /// @return whether any sample was moved
    boolean pull(int band, int inputX, int inputY, float part) {
        float least = 1;
        float greatest = 0;
        for (int y = Math.max(0, inputY - 1); y <= Math.min(input.height() - 1, inputY + 1); y++) {
            for (int x = Math.max(0, inputX - 1); x <= Math.min(input.width() - 1, inputX + 1); x++) {
                least = Math.min(least, input.at(band, x, y));
                greatest = Math.max(greatest, input.at(band, x, y));
            }
        }
        boolean isMoved = false;
        float margin = GuardRules.OF_RANGE * (greatest - least) + GuardRules.ALWAYS;
        for (int y = inputY * scale; y < (inputY + 1) * scale; y++) {
            int at = band * output.planeLength() + y * output.width() + inputX * scale;
            for (int column = 0; column < scale; column++) {
                float sample = output.samples().get(at + column);
                float limited = Math.clamp(sample, least - margin, greatest + margin);
                if (limited != sample) {
                    output.samples().put(at + column, sample + part * (limited - sample));
                    isMoved = true;
                }
            }
        }
        return isMoved;
    }
}
