/// Rules and parts of the simulation that depend on how attempts and redrives work.
@NullMarked
package dev.azulejo.simulator.attempt;

import org.jspecify.annotations.NullMarked;
