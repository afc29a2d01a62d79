/// EXIF: extracted from a source, and converted in place into that of its result. Start with [ResultExif].
@NullMarked
package dev.azulejo.imaging.exif;

import org.jspecify.annotations.NullMarked;
