/// OpenVINO as an engine, through its C API, which no other package calls. Read [OpenVino] first.
@NullMarked
package dev.azulejo.inference.openvino;

import org.jspecify.annotations.NullMarked;
