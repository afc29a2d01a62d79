/// OpenVINO as an engine, by its C API. Nobody else calls it. Read [OpenVino] first.
@NullMarked
package dev.azulejo.inference.openvino;

import org.jspecify.annotations.NullMarked;
