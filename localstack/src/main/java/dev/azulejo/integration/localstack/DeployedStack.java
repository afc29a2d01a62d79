package dev.azulejo.integration.localstack;

import dev.azulejo.cloud.StackOutput;
import java.util.Map;

/// A stack that is there.
///
/// @param outputs by their names in the template
/// @param roles names of its roles, by their logical ids without the hash at the end
public record DeployedStack(String name, Map<String, String> outputs, Map<String, String> roles) {
    public DeployedStack {
        outputs = Map.copyOf(outputs);
        roles = Map.copyOf(roles);
    }

    /// The access key of whoever acts as a role, on a LocalStack that judges roles: its name.
    ///
    /// @param role its logical id, without the hash at the end
    /// @throws IllegalArgumentException naming the roles, when there is no such one
    public String role(String role) {
        var name = roles.get(role);
        if (name == null) {
            throw new IllegalArgumentException(
                    "stack %s has no role %s, only %s".formatted(this.name, role, roles.keySet()));
        }
        return name;
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
