package dev.azulejo.quality.command;

import dev.azulejo.cli.command.lab.Wing;
import java.util.Map;

/// The commands that measure, compare and decide, in the builds that hold this module.
public final class QualityWing implements Wing {
    @Override
    public Map<String, Class<?>> commands() {
        return Map.of(
                "evaluate", EvaluateCommand.class,
                "edge-cases", EdgeCasesCommand.class,
                "sets", SetsCommand.class,
                "metrics", MetricsCommand.class,
                "arena", ArenaCommand.class,
                "models promote", ModelsPromoteCommand.class);
    }
}
