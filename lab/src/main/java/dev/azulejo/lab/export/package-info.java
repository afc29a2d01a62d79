/// What a trained network becomes: an ONNX file and its card.
@NullMarked
package dev.azulejo.lab.export;

import org.jspecify.annotations.NullMarked;
