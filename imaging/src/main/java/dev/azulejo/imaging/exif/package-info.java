/// EXIF: taken out of a source, and made that of its result, in place.
/// Read [ResultExif] first.
@NullMarked
package dev.azulejo.imaging.exif;

import org.jspecify.annotations.NullMarked;
