/// The directories that TIFF, EXIF and lists of gain maps share: one reader, one editor, one writer. Start
/// with [IfdReader], [ExifBlock] (the editor) and [IfdWriter].
@NullMarked
package dev.azulejo.imaging.ifd;

import org.jspecify.annotations.NullMarked;
