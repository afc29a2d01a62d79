/// Decoding in a process of its own, so that a file that makes the decoder crash, hang or eat memory costs
/// itself and nothing else.
@NullMarked
package dev.azulejo.imaging.child;

import org.jspecify.annotations.NullMarked;
