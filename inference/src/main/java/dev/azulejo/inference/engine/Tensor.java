package dev.azulejo.inference.engine;

import dev.azulejo.core.pixels.Planes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/// What a session reads or gives.
public sealed interface Tensor {
    /// @param samples from 0 to its limit, row by row; if they are direct, an engine works on them in place
    /// @param shape the lengths of all sides, the outermost first
    record Floats(FloatBuffer samples, long... shape) implements Tensor {
        public Floats {
            if (samples.isDirect() && samples.order() != ByteOrder.nativeOrder()) {
                throw new IllegalArgumentException("samples must be in native byte order, not " + samples.order());
            }
        }
    }

    /// Whole numbers from 0 to 255.
    ///
    /// @param samples direct, from 0 to its limit, row by row
    /// @param shape the lengths of all sides, the outermost first
    record Bytes(ByteBuffer samples, long... shape) implements Tensor {}

    /// One truth value.
    record Truth(boolean value) implements Tensor {}

    /// A view of one image: N x C x H x W.
    static Floats of(Planes planes) {
        return new Floats(samples(planes), 1, planes.bands(), planes.height(), planes.width());
    }

    /// The samples that count, independent of the position and limit of the caller's buffer, which stay as
    /// they are.
    static FloatBuffer samples(Planes planes) {
        return planes.samples().duplicate().clear().limit(planes.planeLength() * planes.bands());
    }
}
