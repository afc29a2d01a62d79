package dev.azulejo.inference.card;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.inference.engine.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// An installed model: its card and what only the runtime needs to know.
///
/// @param cardFile where the card was read
/// @param weights the ONNX file, beside the card
/// @param pulled whether it is downloaded on demand, so that it may lie elsewhere, or nowhere yet
/// @param inputName of the graph's input; NCHW, RGB, 0 to 1, as the output
/// @param precisions in which it may run: `fp32` always
/// @param precise convolutions, by the names of their outputs, that stay in 32 bits when the others are
///     computed in `bf16`
/// @param shrinks whether its graph is one of those of [dev.azulejo.inference.graph.ShrinkingGraph]
/// @param invents whether it adds detail that its source does not have
/// @param told tensors for what the model must know besides the picture; at most one for each condition
public record InstalledModel(
        ModelCard card,
        Path cardFile,
        Path weights,
        boolean pulled,
        String inputName,
        String outputName,
        Set<String> precisions,
        Set<String> precise,
        boolean shrinks,
        boolean invents,
        List<ConditionTensors> told) {
    public InstalledModel {
        precisions = Set.copyOf(precisions);
        precise = Set.copyOf(precise);
        told = List.copyOf(told);
    }

    public String id() {
        return card.id();
    }

    /// Whether the model's card allows a precision.
    public boolean allows(String precision) {
        return precisions.contains(precision);
    }

    /// The providers on which the model's card allows it to run.
    public List<Provider> allowed(List<Provider> providers) {
        return providers.stream()
                .filter(provider -> allows(provider.precision()))
                .toList();
    }

    /// Whether the model takes means over the whole image.
    public boolean pools() {
        return told.stream().anyMatch(ConditionTensors.Pooled.class::isInstance);
    }

    /// This model with its weights in another place.
    public InstalledModel at(Path place) {
        return new InstalledModel(
                card, cardFile, place, pulled, inputName, outputName, precisions, precise, shrinks, invents, told);
    }
}
