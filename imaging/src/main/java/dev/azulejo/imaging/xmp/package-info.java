/// XMP: read within limits, by Adobe's XMP Core, and made that of a result.
/// Read [XmpPacket] first.
@NullMarked
package dev.azulejo.imaging.xmp;

import org.jspecify.annotations.NullMarked;
