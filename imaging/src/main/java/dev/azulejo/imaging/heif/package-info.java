/// AVIF and HEIC: their ISO boxes.
/// Read [HeifReader] for reading and [AvifEncoder] for writing first.
@NullMarked
package dev.azulejo.imaging.heif;

import org.jspecify.annotations.NullMarked;
