/// All that depends on how attempts and redrives work.
@NullMarked
package dev.azulejo.simulator.attempt;

import org.jspecify.annotations.NullMarked;
