/// Measures blur, ringing beside edges, and the finest detail that a picture holds.
@NullMarked
package dev.azulejo.core.look.sharpness;

import org.jspecify.annotations.NullMarked;
