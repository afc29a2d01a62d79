/// Loaded models in the order in which a tile goes through them, fitted to one image.
@NullMarked
package dev.azulejo.core.infer.chain;

import org.jspecify.annotations.NullMarked;
