package dev.azulejo.cli.option;

import dev.azulejo.core.plan.Limit;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.machine.LocalConfig;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Spec;

/// The limits of this machine, as options that `enhance`, `plan` and `watch` share, one for each [Limit].
/// Each comes before the variable of the environment that is called alike.
@Command
public final class LimitOptions {
    private final EnumMap<Limit, OptionSpec> specs = new EnumMap<>(Limit.class);

    @Spec(Spec.Target.MIXEE)
    void addTo(CommandSpec command) {
        var group = ArgGroupSpec.builder()
                .validate(false)
                .heading("%nLimits (numbers may end in k, M, G; see docs/limits.md):%n");
        for (var limit : Limit.values()) {
            var spec = OptionSpec.builder("--" + limit.option())
                    .type(String.class)
                    .paramLabel(limit.label())
                    .order(HelpAll.RARE)
                    .description(limit.help())
                    .build();
            specs.put(limit, spec);
            group.addArg(spec);
        }
        command.addArgGroup(group.build());
    }

    /// @throws CommandFailure with all that is wrong with them, and with the environment
    public Limits limits(LocalConfig config) {
        var problems = new ArrayList<String>();
        var values = new EnumMap<Limit, Long>(Limit.class);
        specs.forEach((limit, spec) -> {
            Optional.ofNullable(config.limits().get(limit))
                    .ifPresent(text -> limit.read(limit.variable(), text, values, problems::add));
            Optional.ofNullable(spec.<@Nullable String>getValue())
                    .ifPresent(text -> limit.read("--" + limit.option(), text, values, problems::add));
        });
        CommandFailure.ifAny(problems);
        return new Limits(values);
    }
}
