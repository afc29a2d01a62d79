@NullMarked
package dev.azulejo.simulator;

import org.jspecify.annotations.NullMarked;
