/// Training: batches by a seed, the optimiser, and checkpoints that a killed run goes on from.
@NullMarked
package dev.azulejo.lab.train;

import org.jspecify.annotations.NullMarked;
