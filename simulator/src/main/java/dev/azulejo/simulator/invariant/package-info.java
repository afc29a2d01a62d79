/// The rules that must hold whichever process runs: one row each.
@NullMarked
package dev.azulejo.simulator.invariant;

import org.jspecify.annotations.NullMarked;
