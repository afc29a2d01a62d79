package dev.azulejo.inference.onnx;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.EngineFailure.Kind;
import java.util.Locale;
import java.util.regex.Pattern;

/// Translates an error of ONNX Runtime. Only their texts distinguish out-of-memory and wrong shapes.
final class OrtFailure {
    private static final Pattern OTHER_SHAPE =
            Pattern.compile("computed output shape for this run is \\{\\d+,\\d+,(\\d+),(\\d+)}");

    private OrtFailure() {}

    static EngineFailure of(OrtException failed) {
        var text = reason(failed);
        var shape = OTHER_SHAPE.matcher(text);
        if (shape.find()) {
            return new EngineFailure(
                    Kind.OTHER_SHAPE, "returned %sx%s".formatted(shape.group(2), shape.group(1)), failed);
        }
        if (isOutOfMemory(text)) {
            return new EngineFailure(Kind.OUT_OF_MEMORY, text, failed);
        }
        return new EngineFailure(isDeviceLost(failed, text) ? Kind.DEVICE_LOST : Kind.OTHER, text, failed);
    }

    /// The runtime's text on one line.
    static String reason(OrtException failed) {
        return String.valueOf(failed.getMessage()).replaceAll("\\s+", " ").strip();
    }

    private static boolean isOutOfMemory(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("out of memory")
                || lower.contains("failed to allocate memory")
                || lower.contains("bad_alloc");
    }

    private static boolean isDeviceLost(OrtException failed, String text) {
        return failed.getCode() == OrtErrorCode.ORT_EP_FAIL
                || failed.getCode() == OrtErrorCode.ORT_DEVICE_RESET
                || text.contains("CUDA failure");
    }
}
