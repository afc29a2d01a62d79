package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// The floats between the steps of a chain, kept from tile to tile and from job to job: each buffer is as large
/// as the largest tile so far asked for. For one thread.
final class TileBuffers {
    private static final int MODEL_BANDS = 3;

    private final List<FloatBuffer> buffers = new ArrayList<>();
    private final RoundedAnswer rounded = new RoundedAnswer();

    /// Planes before the first step, at position 0, and after each step, from 1 on. They still hold the
    /// samples of an earlier tile.
    Planes planes(int position, Size size) {
        int floats = Math.toIntExact(Math.multiplyExact(size.pixels(), MODEL_BANDS));
        while (position >= buffers.size()) {
            buffers.add(allocated(new Size(1, 1)));
        }
        if (buffers.get(position).capacity() < floats) {
            buffers.set(position, allocated(size));
        }
        return new Planes(
                size.width(), size.height(), MODEL_BANDS, buffers.get(position).slice(0, floats));
    }

    /// The rounded answer that goes with the planes after the last step.
    RoundedAnswer rounded() {
        return rounded;
    }

    private static FloatBuffer allocated(Size size) {
        return Planes.allocate(size.width(), size.height(), MODEL_BANDS).samples();
    }
}
