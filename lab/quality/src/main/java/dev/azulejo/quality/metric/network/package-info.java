/// Distances that a neural network measures, tile by tile.
@NullMarked
package dev.azulejo.quality.metric.network;

import org.jspecify.annotations.NullMarked;
