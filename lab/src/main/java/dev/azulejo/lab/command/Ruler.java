package dev.azulejo.lab.command;

import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.Measured;
import dev.azulejo.lab.picture.Picture;
import java.util.function.UnaryOperator;

/// Measures a model on photographs: an enlarging one on reduced ones, a restoring one on JPEGs, a chain on reduced
/// JPEGs.
///
/// @param scale by how much it enlarges
/// @param restores whether it mends JPEG
/// @param jpeg the quality, if it does
record Ruler(int scale, boolean restores, int jpeg, VipsCodecs codecs) {
    Measured measured(Picture photo, UnaryOperator<Picture> model) {
        return restores ? Measured.restored(photo, scale, jpeg, codecs, model) : Measured.enlarged(photo, scale, model);
    }

    /// Names what the model is compared with, for a reader.
    String rival() {
        var saved = restores ? "JPEG " + jpeg : "";
        return scale == 1 ? saved : (saved + " bicubic").strip();
    }
}
