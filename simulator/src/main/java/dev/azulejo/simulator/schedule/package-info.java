/// Which fiber runs when: fibers, the processes they are in, and every choice that a run makes.
@NullMarked
package dev.azulejo.simulator.schedule;

import org.jspecify.annotations.NullMarked;
