/// WebP: its RIFF chunks. Start with [WebpEncoder].
@NullMarked
package dev.azulejo.imaging.webp;

import org.jspecify.annotations.NullMarked;
