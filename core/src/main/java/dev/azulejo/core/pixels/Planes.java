package dev.azulejo.core.pixels;

import dev.azulejo.core.geometry.Rect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// Samples as a model takes and gives them: one plane of floats after another (channels x height x width, row
/// by row), black 0 and white 1. The buffer is direct and in native order, so a runtime works on it in
/// place, and belongs to one thread at a time.
public record Planes(int width, int height, int bands, FloatBuffer samples) {
    public Planes {
        if (samples.capacity() < (long) width * height * bands || !samples.isDirect()) {
            throw new IllegalArgumentException("%d planes of %dx%d need a direct buffer of as many floats, got %d"
                    .formatted(bands, width, height, samples.capacity()));
        }
    }

    public static Planes allocate(int width, int height, int bands) {
        int bytes = Math.toIntExact(4L * width * height * bands);
        var buffer = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
        return new Planes(width, height, bands, buffer.asFloatBuffer());
    }

    public Rect bounds() {
        return new Rect(0, 0, width, height);
    }

    public int planeLength() {
        return width * height;
    }

    public float at(int band, int x, int y) {
        return samples.get(band * planeLength() + y * width + x);
    }

    /// Moves the samples within `rect` to the front of the same buffer, after which these planes are
    /// invalid. If `rect` is all of them, returns them unchanged.
    public Planes cropped(Rect rect) {
        if (rect.equals(bounds())) {
            return this;
        }
        var all = samples.duplicate().clear();
        int to = 0;
        for (int band = 0; band < bands; band++) {
            for (int y = rect.top(); y < rect.bottom(); y++) {
                int from = band * planeLength() + y * width + rect.left();
                all.put(to, all, from, rect.width());
                to += rect.width();
            }
        }
        return new Planes(rect.width(), rect.height(), bands, samples);
    }

    /// Raises samples below black to black and lowers those above white to white.
    public void clamp() {
        for (int i = 0; i < planeLength() * bands; i++) {
            float sample = samples.get(i);
            if (sample < 0 || sample > 1) {
                samples.put(i, sample < 0 ? 0 : 1);
            }
        }
    }
}
