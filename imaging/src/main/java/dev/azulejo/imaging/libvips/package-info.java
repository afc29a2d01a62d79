/// libvips as Java calls it: the loaded library, made safe for this process, its operations, and pixels as
/// its images. Start with [Libvips], then [VipsCalls].
@NullMarked
package dev.azulejo.imaging.libvips;

import org.jspecify.annotations.NullMarked;
