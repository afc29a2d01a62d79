/// Processes of one machine around the same folders.
@NullMarked
package dev.azulejo.simulator.laptop;

import org.jspecify.annotations.NullMarked;
