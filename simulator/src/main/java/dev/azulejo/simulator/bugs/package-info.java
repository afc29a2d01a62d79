/// Bugs that are planted, to see that they are found.
@NullMarked
package dev.azulejo.simulator.bugs;

import org.jspecify.annotations.NullMarked;
