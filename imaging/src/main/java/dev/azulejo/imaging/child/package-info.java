/// Decoding in separate processes, so that a file that makes the decoder crash, hang or exhaust memory
/// affects only itself.
@NullMarked
package dev.azulejo.imaging.child;

import org.jspecify.annotations.NullMarked;
