/// Reads ONNX files and writes changed ones: a wider answer, a shrinking one, one that looks at itself.
@NullMarked
package dev.azulejo.inference.graph;

import org.jspecify.annotations.NullMarked;
