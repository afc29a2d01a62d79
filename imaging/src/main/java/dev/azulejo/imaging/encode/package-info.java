/// What all formats share when they are written: metadata of a result, formats that are encoded in one piece.
/// Read [WholeImageEncoder] first.
@NullMarked
package dev.azulejo.imaging.encode;

import org.jspecify.annotations.NullMarked;
