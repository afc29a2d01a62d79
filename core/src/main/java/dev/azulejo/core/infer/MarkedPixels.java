package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/// Does what [AnswerGuard] does to answers of a model that enlarges, at the pixels that the model marked itself, which
/// are few, and rounds them anew.
final class MarkedPixels {
    /// Marks a pixel that interpolation has a part in.
    private static final int BLENDED = 4;

    /// Eight bytes at any index of an array.
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final Planes input;
    private final Planes output;
    private final RoundedAnswer rounded;
    private final float margin;
    private final int scale;
    private final byte[] marks;
    private final FlatPixels pixels;

    private MarkedPixels(Planes input, Planes output, RoundedAnswer rounded, float margin) {
        this.input = input;
        this.output = output;
        this.rounded = rounded;
        this.margin = margin;
        this.scale = output.width() / input.width();
        this.marks = new byte[input.planeLength()];
        this.pixels = new FlatPixels(input, output);
    }

    /// Mends both `output` and what was rounded of it.
    ///
    /// @param margin by how much an answer may miss, as the model's card says
    /// @return where interpolation was taken, by how much
    static Optional<Doubt> mend(Planes input, Planes output, RoundedAnswer rounded, float margin) {
        return new MarkedPixels(input, output, rounded, margin).mend();
    }

    private Optional<Doubt> mend() {
        rounded.marks().get(0, marks);
        var doubt = doubt().map(Doubt::spread);
        doubt.ifPresent(CubicBlend.of(input, output)::where);
        doubt.ifPresent(this::markBlended);
        for (int at = nextMarked(0); at < marks.length; at = nextMarked(at + 1)) {
            mend(at % input.width(), at / input.width(), (marks[at] & BLENDED) != 0);
        }
        return doubt;
    }

    private void markBlended(Doubt doubt) {
        for (int at = 0; at < marks.length; at++) {
            if (doubt.weights()[at] > 0) {
                marks[at] |= BLENDED;
            }
        }
    }

    /// Eight pixels at once where none is marked, as in nearly all of a photograph.
    private int nextMarked(int from) {
        int at = from;
        while (at < marks.length && marks[at] == 0) {
            at += at <= marks.length - Long.BYTES && (long) EIGHT.get(marks, at) == 0 ? Long.BYTES : 1;
        }
        return at;
    }

    /// Of the rows in which a pixel is marked.
    private Optional<Doubt> doubt() {
        var doubt = Optional.<Doubt>empty();
        var misses = new Misses(input, output);
        for (int y = 0; y < input.height(); y++) {
            if (isDoubtful(y)) {
                var all = doubt.orElseGet(() -> Doubt.none(input));
                if (all.add(y, misses.ofRow(y), margin)) {
                    doubt = Optional.of(all);
                }
            }
        }
        return doubt;
    }

    private boolean isDoubtful(int y) {
        int all = 0;
        for (int at = y * input.width(); at < (y + 1) * input.width(); at++) {
            all |= marks[at];
        }
        return (all & RoundedAnswer.DOUBTFUL) != 0;
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
