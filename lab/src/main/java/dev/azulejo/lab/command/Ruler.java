package dev.azulejo.lab.command;

import dev.azulejo.lab.damage.Codecs;
import dev.azulejo.lab.export.Measured;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import java.util.List;
import java.util.function.UnaryOperator;

/// Measures a model on photographs: an enlarging one on reduced ones, a restoring one on JPEGs, a chain on reduced
/// JPEGs.
///
/// @param scale by how much it enlarges
/// @param restores whether it mends JPEG
/// @param jpeg the quality, if it does
/// @param aligned the number of which sides of what it reads must be a multiple
record Ruler(int scale, boolean restores, int jpeg, int aligned, Codecs codecs) {
    private static final float WHOLE = 100;

    Measured measured(Picture photo, UnaryOperator<Picture> model) {
        return restores
                ? Measured.restored(photo, scale, jpeg, aligned, codecs, model)
                : Measured.enlarged(photo, scale, aligned, model);
    }

    /// What a network is told of such a photograph: there is no noise, and the JPEG is known.
    float[] told(List<Told> asked) {
        var told = new float[asked.size()];
        for (int i = 0; i < told.length; i++) {
            told[i] = asked.get(i) == Told.JPEG && restores ? 1 - jpeg / WHOLE : 0;
        }
        return told;
    }

    /// Names what the model is compared with, for a reader.
    String rival() {
        var saved = restores ? "JPEG " + jpeg : "";
        return scale == 1 ? saved : (saved + " bicubic").strip();
    }
}
