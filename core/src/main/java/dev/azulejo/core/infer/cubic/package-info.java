/// Cubic interpolation by a whole number of times.
@NullMarked
package dev.azulejo.core.infer.cubic;

import org.jspecify.annotations.NullMarked;
