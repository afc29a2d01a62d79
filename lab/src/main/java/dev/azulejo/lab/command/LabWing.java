package dev.azulejo.lab.command;

import dev.azulejo.cli.command.lab.Wing;
import java.util.Map;

/// The command that makes models, in the build that holds this module.
public final class LabWing implements Wing {
    @Override
    public Map<String, Class<?>> commands() {
        return Map.of("lab", LabCommand.class);
    }
}
