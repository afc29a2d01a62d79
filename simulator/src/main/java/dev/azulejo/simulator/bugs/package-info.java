/// Bugs that are planted to check that the simulator finds them.
@NullMarked
package dev.azulejo.simulator.bugs;

import org.jspecify.annotations.NullMarked;
