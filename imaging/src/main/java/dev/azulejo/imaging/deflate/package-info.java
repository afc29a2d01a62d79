/// Deflating by zlib and by ISA-L, and inflating data of strangers. All strips of a file are deflated by
/// one library. Start with [Deflate].
@NullMarked
package dev.azulejo.imaging.deflate;

import org.jspecify.annotations.NullMarked;
