/// Finds or fetches the shared library of libvips: the pinned package, the system's, or a named file.
/// Read [LibvipsFinder] first.
@NullMarked
package dev.azulejo.imaging.fetch;

import org.jspecify.annotations.NullMarked;
