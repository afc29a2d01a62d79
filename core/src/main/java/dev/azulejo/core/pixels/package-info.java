/// Samples: whole numbers as files have them, floats as models take them.
@NullMarked
package dev.azulejo.core.pixels;

import org.jspecify.annotations.NullMarked;
