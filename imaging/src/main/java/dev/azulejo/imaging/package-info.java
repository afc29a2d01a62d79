/// Files to pixels and back: the door of this module, and its table of formats.
/// Read [Formats] first; README.md draws the rooms behind it and which way their arrows run.
@NullMarked
package dev.azulejo.imaging;

import org.jspecify.annotations.NullMarked;
