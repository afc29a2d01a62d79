package dev.azulejo.quality.metric;

import dev.azulejo.core.pixels.Planes;

/// A network that was taught by people's answers how far apart two pictures look. Whoever runs networks implements it;
/// this module runs none. For one thread.
public interface PictureDistance {
    /// How far apart they look, from 0 on; the same picture is 0 from itself.
    ///
    /// @param reference red, green and blue
    /// @param candidate of the same size
    double between(Planes reference, Planes candidate);
}
