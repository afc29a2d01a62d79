/// Exports a trained network: as an ONNX file and its card.
@NullMarked
package dev.azulejo.lab.export;

import org.jspecify.annotations.NullMarked;
