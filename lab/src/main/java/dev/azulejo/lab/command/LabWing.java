package dev.azulejo.lab.command;

import dev.azulejo.cli.command.lab.Wing;
import java.util.Map;

/// Adds `azulejo lab` to builds that hold this module.
public final class LabWing implements Wing {
    @Override
    public Map<String, Class<?>> commands() {
        return Map.of("lab", LabCommand.class);
    }
}
