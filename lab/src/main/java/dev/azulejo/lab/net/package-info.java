/// Networks as a list of layers, which one interpreter trains and another writes as ONNX.
@NullMarked
package dev.azulejo.lab.net;

import org.jspecify.annotations.NullMarked;
