@NullMarked
package dev.azulejo.simulator.cloud;

import org.jspecify.annotations.NullMarked;
