package dev.azulejo.integration.localstack;

import dev.azulejo.cloud.StackOutput;
import java.util.Map;

/// A stack that is there.
///
/// @param outputs by their names in the template
public record DeployedStack(String name, Map<String, String> outputs) {
    public DeployedStack {
        outputs = Map.copyOf(outputs);
    }

    /// An output of our own stack.
    public String output(StackOutput output) {
        return output(output.text());
    }

    /// @throws IllegalArgumentException naming the outputs, when there is none of this name
    public String output(String output) {
        var value = outputs.get(output);
        if (value == null) {
            throw new IllegalArgumentException(
                    "stack %s has no output %s, only %s".formatted(name, output, outputs.keySet()));
        }
        return value;
    }
}
