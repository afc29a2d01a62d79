package dev.azulejo.quality.metric.network;

import dev.azulejo.core.pixels.Planes;

/// A network that has learned from people's answers how far apart two pictures look. The module that runs
/// networks implements it; this module runs none. For one thread.
public interface PictureDistance {
    /// How far apart two pictures look, from 0 on; a picture's distance from itself is 0.
    ///
    /// @param reference red, green and blue
    /// @param candidate of the same size
    double between(Planes reference, Planes candidate);
}
