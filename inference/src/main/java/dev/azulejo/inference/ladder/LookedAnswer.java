package dev.azulejo.inference.ladder;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.AnswerLook;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;

/// Holds what a run of a graph with [AnswerLook] fills in, and decides whether it can be accepted.
public final class LookedAnswer {
    private static final long UNSOUND_IN_ANY = 0x0101_0101_0101_0101L * AnswerLook.UNSOUND;

    private static final long EVEN = 0x00ff_00ff_00ff_00ffL;

    private static final int BANDS = 3;

    private final RoundedAnswer rounded;
    private final Planes input;
    private final Planes output;
    private final ByteBuffer sums;

    public LookedAnswer(RoundedAnswer rounded, Planes input, Planes output) {
        this.rounded = rounded;
        this.input = input;
        this.output = output;
        this.sums = ByteBuffer.allocateDirect(Float.BYTES * output.height()).order(ByteOrder.nativeOrder());
        rounded.begin(input, output);
        MemorySegment.ofBuffer(rounded.marks()).fill((byte) AnswerLook.UNSOUND); // until the run overwrites them
        for (int row = 0; row < output.height(); row++) {
            sums.putFloat(Float.BYTES * row, Float.NaN);
        }
    }

    public Map<String, Tensor> results() {
        return Map.of(
                AnswerLook.PIXELS, new Tensor.Bytes(rounded.pixels(), 1, output.height(), output.width(), BANDS),
                AnswerLook.SUMS, new Tensor.Floats(sums.asFloatBuffer(), 1, output.height()),
                AnswerLook.MARKS, new Tensor.Bytes(rounded.marks(), 1, 1, input.height(), input.width()));
    }

    /// Accepts the rounded answers if none is unsound, all rows add up as they did on the device, and not
    /// all is black where the input is not.
    public void accept() {
        if (!isUnsound() && addsUp()) {
            rounded.accept();
        }
    }

    /// Accepts the rounded answers if also the answers of marked pixels are here and match them. Puts these
    /// where they belong in the output, whose other floats stay undefined.
    ///
    /// @param marked what the graph gave as [AnswerLook#MARKED]
    public void accept(FloatBuffer marked) {
        if (put(marked)) {
            accept();
        }
    }

    private boolean put(FloatBuffer marked) {
        int scale = output.width() / input.width();
        var answers = new float[BANDS * scale * scale];
        for (int at = rounded.nextMarked(0); at < input.planeLength(); at = rounded.nextMarked(at + 1)) {
            if (marked.remaining() < answers.length) {
                return false;
            }
            marked.get(answers);
            if (!put(answers, at % input.width() * scale, at / input.width() * scale, scale)) {
                return false;
            }
        }
        return !marked.hasRemaining();
    }

    private boolean put(float[] answers, int left, int top, int scale) {
        boolean areThose = true;
        for (int i = 0; i < answers.length; i++) {
            int band = i % BANDS;
            int x = left + i / BANDS % scale;
            int y = top + i / BANDS / scale;
            output.samples().put(band * output.planeLength() + y * output.width() + x, answers[i]);
            float level = Math.clamp(255 * answers[i], 0, 255);
            areThose &= Math.abs(level - rounded.get(band, x, y)) < 1; // false, too, for what is no number
        }
        return areThose;
    }

    private boolean isUnsound() {
        var marks = rounded.marks();
        long all = 0;
        int at = 0;
        for (; at <= marks.limit() - Long.BYTES; at += Long.BYTES) {
            all |= marks.getLong(at);
        }
        for (; at < marks.limit(); at++) {
            all |= marks.get(at);
        }
        return (all & UNSOUND_IN_ANY) != 0;
    }

    private boolean addsUp() {
        int rowBytes = BANDS * output.width();
        boolean isBlack = true;
        for (int y = 0; y < output.height(); y++) {
            long sum = sum(rounded.pixels(), y * rowBytes, (y + 1) * rowBytes);
            if ((float) sum != sums.getFloat(Float.BYTES * y)) {
                return false;
            }
            isBlack &= sum == 0;
        }
        return !isBlack || OutputCheck.isDark(input, input.bounds());
    }

    /// Adds up bytes, eight at once, in four lanes of 16 bits, which hold the sum of 128 pairs.
    private static long sum(ByteBuffer pixels, int first, int end) {
        long sum = 0;
        int at = first;
        while (at <= end - Long.BYTES) {
            long lanes = 0;
            for (int last = Math.min(end - Long.BYTES, at + 127 * Long.BYTES); at <= last; at += Long.BYTES) {
                long eight = pixels.getLong(at);
                lanes += (eight & EVEN) + ((eight >>> Byte.SIZE) & EVEN);
            }
            sum += (lanes & 0xffff) + ((lanes >>> 16) & 0xffff) + ((lanes >>> 32) & 0xffff) + (lanes >>> 48);
        }
        for (; at < end; at++) {
            sum += pixels.get(at) & 0xff;
        }
        return sum;
    }
}
