package dev.azulejo.core.look.face;

import java.util.List;

/// Finds faces in a square of pixels. Thread-safe, and gives the same on every machine, so every
/// planner of a job finds the same faces.
public interface FaceDetector {
    /// Side of the square, in pixels.
    int SIDE = 256;

    /// Finds the faces from about 20 pixels wide to the whole square.
    ///
    /// @param planes red, green and blue one after the other, row by row, in levels of 255; not changed
    /// @return the surest first; no two of them show the same face
    List<Face> faces(float[] planes);
}
