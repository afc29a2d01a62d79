/// What runs a graph: an engine loads weights on a provider of a device, and knows tensors alone.
@NullMarked
package dev.azulejo.inference.engine;

import org.jspecify.annotations.NullMarked;
