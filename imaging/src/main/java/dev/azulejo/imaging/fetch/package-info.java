/// Finds or fetches the shared library of libvips: the pinned package's, the system's, or a named file.
/// Start with [LibvipsFinder].
@NullMarked
package dev.azulejo.imaging.fetch;

import org.jspecify.annotations.NullMarked;
