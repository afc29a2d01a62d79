/// Runs a network to find out what its card must say.
@NullMarked
package dev.azulejo.inference.probe;

import org.jspecify.annotations.NullMarked;
