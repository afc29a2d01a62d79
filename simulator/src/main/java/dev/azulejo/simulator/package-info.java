/// Runs of the whole pipeline over places and services in memory, one thread at a time, by a seed.
@NullMarked
package dev.azulejo.simulator;

import org.jspecify.annotations.NullMarked;
