/// What must hold, whoever runs: one row for each rule.
@NullMarked
package dev.azulejo.simulator.invariant;

import org.jspecify.annotations.NullMarked;
