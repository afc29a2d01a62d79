/// XMP: read within limits by Adobe's XMP Core, and converted into that of a result. Start with
/// [XmpPacket].
@NullMarked
package dev.azulejo.imaging.xmp;

import org.jspecify.annotations.NullMarked;
