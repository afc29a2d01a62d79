/// Converts files to pixels and back: the entrance of this module, and its table of formats. Start with
/// [Formats]; README.md shows the rooms behind it and the direction of their arrows.
@NullMarked
package dev.azulejo.imaging;

import org.jspecify.annotations.NullMarked;
