/// Tells of each block of 16 × 16 pixels whether it is a photograph, a drawing or a pattern.
@NullMarked
package dev.azulejo.core.look.kind;

import org.jspecify.annotations.NullMarked;
