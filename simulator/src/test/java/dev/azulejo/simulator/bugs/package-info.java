@NullMarked
package dev.azulejo.simulator.bugs;

import org.jspecify.annotations.NullMarked;
