/// Places in memory as processes see them; a process may die, or get no answer, at any call.
@NullMarked
package dev.azulejo.simulator.place;

import org.jspecify.annotations.NullMarked;
