package dev.azulejo.inference;

import dev.azulejo.core.model.ModelCard;
import java.nio.file.Path;

/// A model as it lies on disk: its card and what only the runtime needs to know.
///
/// @param cardFile where the card was read
/// @param weights the ONNX file, beside the card
/// @param inputName of the graph's input; NCHW, RGB, 0 to 1, as the output
record InstalledModel(ModelCard card, Path cardFile, Path weights, String inputName, String outputName) {
    String id() {
        return card.id();
    }
}
