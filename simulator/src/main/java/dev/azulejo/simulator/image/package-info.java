/// The simplest image format and model there are, and what must become of an image.
@NullMarked
package dev.azulejo.simulator.image;

import org.jspecify.annotations.NullMarked;
