/// ONNX Runtime as an engine. No other package uses its types.
@NullMarked
package dev.azulejo.inference.onnx;

import org.jspecify.annotations.NullMarked;
