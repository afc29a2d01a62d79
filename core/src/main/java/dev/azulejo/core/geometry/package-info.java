/// Rectangles, sizes and orientations, in whole pixels.
@NullMarked
package dev.azulejo.core.geometry;

import org.jspecify.annotations.NullMarked;
