/// The common part of writing formats: metadata of a result, and formats that are encoded in one piece.
/// Start with [WholeImageEncoder].
@NullMarked
package dev.azulejo.imaging.encode;

import org.jspecify.annotations.NullMarked;
