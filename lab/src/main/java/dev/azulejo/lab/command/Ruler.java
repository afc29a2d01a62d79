package dev.azulejo.lab.command;

import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.Measured;
import dev.azulejo.lab.picture.Picture;
import java.util.function.UnaryOperator;

/// How a model is measured on photographs: one that enlarges on what was reduced, one that restores on what was saved
/// as JPEG, a chain on both.
///
/// @param scale by how much it enlarges
/// @param restores whether it mends JPEG
/// @param jpeg the quality, where it does
record Ruler(int scale, boolean restores, int jpeg, VipsCodecs codecs) {
    Measured measured(Picture photo, UnaryOperator<Picture> model) {
        return restores ? Measured.restored(photo, scale, jpeg, codecs, model) : Measured.enlarged(photo, scale, model);
    }

    /// What it is measured beside, for a reader.
    String rival() {
        var saved = restores ? "JPEG " + jpeg : "";
        return scale == 1 ? saved : (saved + " bicubic").strip();
    }
}
