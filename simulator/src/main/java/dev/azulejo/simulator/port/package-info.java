/// The calls that leave a process, and what may happen at each.
@NullMarked
package dev.azulejo.simulator.port;

import org.jspecify.annotations.NullMarked;
