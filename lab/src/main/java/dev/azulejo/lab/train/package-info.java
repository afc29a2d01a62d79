/// Trains networks: batches by a seed, the optimiser, and checkpoints from which a killed run continues.
@NullMarked
package dev.azulejo.lab.train;

import org.jspecify.annotations.NullMarked;
