@NullMarked
package dev.azulejo.simulator.story;

import org.jspecify.annotations.NullMarked;
