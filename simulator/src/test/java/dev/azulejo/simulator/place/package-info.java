@NullMarked
package dev.azulejo.simulator.place;

import org.jspecify.annotations.NullMarked;
