package dev.azulejo.core.infer.guard;

import dev.azulejo.core.infer.sample.SampleConversion;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Applies the rules of [AnswerGuard] to the few pixels that a model marked itself, and rounds them anew.
/// The floats of other pixels do not exist and are not looked at.
public final class MarkedPixels {
    /// The mark of a pixel that was partly interpolated.
    private static final int BLENDED = 16;

    private final Planes input;
    private final Planes output;
    private final RoundedAnswer rounded;
    private final float margin;
    private final int scale;
    private final FlatPixels pixels;

    private MarkedPixels(Planes input, Planes output, RoundedAnswer rounded, float margin) {
        this.input = input;
        this.output = output;
        this.rounded = rounded;
        this.margin = margin;
        this.scale = output.width() / input.width();
        this.pixels = new FlatPixels(input, output);
    }

    /// Mends `output` and the numbers rounded from it.
    ///
    /// @param output of which the floats of marked pixels are there
    /// @param margin by how much an answer may miss, as the model's card says
    /// @return where interpolation was taken, by how much
    public static Optional<Doubt> mend(Planes input, Planes output, RoundedAnswer rounded, float margin) {
        return new MarkedPixels(input, output, rounded, margin).mend();
    }

    private Optional<Doubt> mend() {
        var doubt = doubt().map(Doubt::spread);
        doubt.ifPresent(CubicBlend.of(input, output)::where);
        doubt.ifPresent(this::markBlended);
        for (int at = rounded.nextMarked(0); at < input.planeLength(); at = rounded.nextMarked(at + 1)) {
            mend(at % input.width(), at / input.width(), isMarked(at, BLENDED));
        }
        return doubt;
    }

    private boolean isMarked(int at, int mark) {
        return (rounded.marks().get(at) & mark) != 0;
    }

    private void markBlended(Doubt doubt) {
        ByteBuffer marks = rounded.marks();
        for (int at = 0; at < marks.limit(); at++) {
            if (doubt.reaches(at % input.width(), at / input.width())) {
                marks.put(at, (byte) (marks.get(at) | BLENDED));
            }
        }
    }

    /// Finds the doubt about the rows that have a marked pixel.
    private Optional<Doubt> doubt() {
        var doubt = Optional.<Doubt>empty();
        var misses = new Misses(input, output);
        int next;
        for (int at = rounded.nextMarked(0); at < input.planeLength(); at = rounded.nextMarked(next)) {
            next = at + 1;
            if (isMarked(at, RoundedAnswer.DOUBTFUL)) {
                int y = at / input.width();
                var all = doubt.orElseGet(() -> Doubt.none(input));
                if (all.add(y, ofMarked(misses.ofRow(y), y), margin)) {
                    doubt = Optional.of(all);
                }
                next = (y + 1) * input.width();
            }
        }
        return doubt;
    }

    /// Keeps the misses of marked pixels alone: the others surely miss by less than the margin.
    private float[] ofMarked(float[] misses, int y) {
        for (int x = 0; x < misses.length; x++) {
            if (!isMarked(y * input.width() + x, RoundedAnswer.DOUBTFUL)) {
                misses[x] = 0;
            }
        }
        return misses;
    }

    private void mend(int x, int y, boolean isBlended) {
        float flat = pixels.flatness(x, y);
        for (int band = 0; band < input.bands(); band++) {
            boolean isPulled = flat > 0 && pixels.pull(band, x, y, flat);
            if (isPulled || isBlended) {
                round(band, x * scale, y * scale);
            }
        }
    }

    private void round(int band, int left, int top) {
        for (int y = top; y < top + scale; y++) {
            for (int x = left; x < left + scale; x++) {
                rounded.put(band, x, y, SampleConversion.rounded(output.at(band, x, y), 255));
            }
        }
    }
}
