/// WebP: its RIFF chunks.
/// Read [WebpEncoder] first.
@NullMarked
package dev.azulejo.imaging.webp;

import org.jspecify.annotations.NullMarked;
