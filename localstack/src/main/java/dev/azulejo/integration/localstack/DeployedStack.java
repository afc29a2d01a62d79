package dev.azulejo.integration.localstack;

import dev.azulejo.cloud.StackOutput;
import java.util.Map;

/// A deployed stack.
///
/// @param outputs by their names in the template
/// @param roles names of its roles, by their logical ids without the hash at the end
public record DeployedStack(String name, Map<String, String> outputs, Map<String, String> roles) {
    public DeployedStack {
        outputs = Map.copyOf(outputs);
        roles = Map.copyOf(roles);
    }

    /// The access key for acting as a role, on a LocalStack that enforces roles: the role's name.
    ///
    /// @param role its logical id, without the hash at the end
    /// @throws IllegalArgumentException naming the roles, when there is no such role
    public String role(String role) {
        var name = roles.get(role);
        if (name == null) {
            throw new IllegalArgumentException(
                    "stack %s has no role %s, only %s".formatted(this.name, role, roles.keySet()));
        }
        return name;
    }

    /// The value of an output of our own stack.
    public String output(StackOutput output) {
        return output(output.text());
    }

    /// @throws IllegalArgumentException naming the outputs, when none has this name
    public String output(String output) {
        var value = outputs.get(output);
        if (value == null) {
            throw new IllegalArgumentException(
                    "stack %s has no output %s, only %s".formatted(name, output, outputs.keySet()));
        }
        return value;
    }
}
