/// Events, functions, state machines, queues, workers and people around the places.
@NullMarked
package dev.azulejo.simulator.cloud;

import org.jspecify.annotations.NullMarked;
