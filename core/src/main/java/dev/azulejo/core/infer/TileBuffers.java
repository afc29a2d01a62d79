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

    /// Planes for a tile before the first step and after each. They hold whatever an earlier tile left.
    List<Planes> forTile(Size padded, WarmChain chain) {
        var planes = new ArrayList<Planes>();
        var size = padded;
        planes.add(planes(0, size));
        for (var step : chain.steps()) {
            size = size.times(step.model().scale());
            planes.add(planes(planes.size(), size));
        }
        return planes;
    }

    /// Beside the planes after the last step.
    RoundedAnswer rounded() {
        return rounded;
    }

    private Planes planes(int position, Size size) {
        int floats = Math.toIntExact(Math.multiplyExact(size.pixels(), MODEL_BANDS));
        if (position == buffers.size()) {
            buffers.add(allocated(size));
        } else if (buffers.get(position).capacity() < floats) {
            buffers.set(position, allocated(size));
        }
        return new Planes(
                size.width(), size.height(), MODEL_BANDS, buffers.get(position).slice(0, floats));
    }

    private static FloatBuffer allocated(Size size) {
        return Planes.allocate(size.width(), size.height(), MODEL_BANDS).samples();
    }
}
