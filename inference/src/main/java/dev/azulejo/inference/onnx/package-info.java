/// ONNX Runtime as an engine. Nobody else names its types.
@NullMarked
package dev.azulejo.inference.onnx;

import org.jspecify.annotations.NullMarked;
