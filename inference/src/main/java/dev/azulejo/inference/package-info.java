/// Neural networks through ONNX Runtime: model cards, warm sessions, sound numbers. Start with ModelFolder.
@NullMarked
package dev.azulejo.inference;

import org.jspecify.annotations.NullMarked;
