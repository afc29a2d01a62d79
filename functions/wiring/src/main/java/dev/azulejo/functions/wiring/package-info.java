/// Builds the common parts of every function in the cloud: its environment, its places, and the stages with
/// libvips.
@NullMarked
package dev.azulejo.functions.wiring;

import org.jspecify.annotations.NullMarked;
