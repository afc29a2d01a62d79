/// The simplest possible image format and models, and the results they must give.
@NullMarked
package dev.azulejo.simulator.image;

import org.jspecify.annotations.NullMarked;
