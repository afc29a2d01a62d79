/// TIFF: its pages, who reads them and who refuses them; strips and tiles that are joined to one file.
/// Read [TiffDecoder] and [TiffStripEncoder] first.
@NullMarked
package dev.azulejo.imaging.tiff;

import org.jspecify.annotations.NullMarked;
