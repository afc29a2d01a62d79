package dev.azulejo.inference;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtException.OrtErrorCode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.pixels.Planes;
import java.util.Locale;
import java.util.regex.Pattern;

/// What an error of ONNX Runtime means. It tells out-of-memory and wrong shapes apart by their texts only.
final class OrtFailure {
    private static final Pattern OTHER_SHAPE =
            Pattern.compile("computed output shape for this run is \\{\\d+,\\d+,(\\d+),(\\d+)}");

    private OrtFailure() {}

    static StageFailure ofRun(String model, String rung, Planes output, OrtException failed) {
        var text = reason(failed);
        var shape = OTHER_SHAPE.matcher(text);
        if (shape.find()) {
            return new PermanentFailure(
                    "model %s returned %sx%s, expected %dx%d"
                            .formatted(model, shape.group(2), shape.group(1), output.width(), output.height()),
                    failed);
        }
        if (isOutOfMemory(text)) {
            return new TransientFailure(
                    "model %s ran out of memory on %s for an output of %dx%d; fewer tiles at once need less"
                            .formatted(model, rung, output.width(), output.height()),
                    failed);
        }
        var message = "model %s failed on %s for an output of %dx%d: %s"
                .formatted(model, rung, output.width(), output.height(), text);
        return isDeviceLost(failed, text)
                ? new TransientFailure(message, failed)
                : new PermanentFailure(message, failed);
    }

    static PermanentFailure ofLoad(InstalledModel model, Provider provider, OrtException failed) {
        if (provider != Provider.CPU) {
            return new PermanentFailure(
                    "model %s cannot run on %s here: %s; device auto takes the CPU then"
                            .formatted(model.id(), provider.rungName(), reason(failed)),
                    failed);
        }
        return new PermanentFailure(
                "model %s: ONNX Runtime cannot load %s: %s".formatted(model.id(), model.weights(), reason(failed)),
                failed);
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
