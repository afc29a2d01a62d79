/// AVIF and HEIC: their ISO boxes. Start with [HeifReader] for reading and [AvifEncoder] for writing.
@NullMarked
package dev.azulejo.imaging.heif;

import org.jspecify.annotations.NullMarked;
