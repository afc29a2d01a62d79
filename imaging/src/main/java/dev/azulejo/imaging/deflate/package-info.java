/// Deflating by zlib and by ISA-L, and inflating what strangers wrote. Strips of one file are deflated by one library.
/// Read [Deflate] first.
@NullMarked
package dev.azulejo.imaging.deflate;

import org.jspecify.annotations.NullMarked;
