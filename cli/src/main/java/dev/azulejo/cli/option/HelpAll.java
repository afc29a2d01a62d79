package dev.azulejo.cli.option;

import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Leaves options out of `--help` that few people need: `--help-all` shows them too. Each option says so of itself, by
/// its order. Completion scripts know all of them, as none is hidden.
public final class HelpAll {
    /// The order of an option that `--help` leaves out.
    public static final int RARE = 1_000;

    /// The order of every other option, which is that of options that say none.
    static final int USUAL = -1;

    private static final String NAME = "--help-all";

    private HelpAll() {}

    /// Gives `--help-all` to this command and all below it. Help speaks of it where there is more to show.
    public static void addTo(CommandLine command) {
        command.getSubcommands().values().forEach(HelpAll::addTo);
        var spec = command.getCommandSpec();
        spec.usageMessage().abbreviateSynopsis(true);
        spec.addOption(OptionSpec.builder(NAME)
                .usageHelp(true)
                .hidden(spec.options().stream().noneMatch(HelpAll::isRare))
                .description("Show this message with all options: limits, engines and others that few people need.")
                .build());
        command.setHelpFactory(
                (shown, colours) -> new Help(isAskedForAll(shown) ? shown : withoutRare(shown), colours));
    }

    private static boolean isRare(OptionSpec option) {
        return option.order() == RARE;
    }

    private static boolean isAskedForAll(CommandSpec spec) {
        return Optional.ofNullable(spec.commandLine().getParseResult())
                .filter(parsed -> parsed.hasMatchedOption(NAME))
                .isPresent();
    }

    private static CommandSpec withoutRare(CommandSpec spec) {
        var shown = CommandSpec.create().name(spec.name()).usageMessage(spec.usageMessage());
        Optional.ofNullable(spec.parent()).ifPresent(shown::parent);
        spec.positionalParameters().forEach(shown::addPositional);
        spec.options().stream()
                .filter(option -> option.group() == null && !isRare(option))
                .forEach(shown::addOption);
        spec.argGroups().stream().flatMap(HelpAll::withoutRare).forEach(shown::addArgGroup);
        spec.subcommands().forEach(shown::addSubcommand);
        return shown;
    }

    private static Stream<ArgGroupSpec> withoutRare(ArgGroupSpec group) {
        var shown = ArgGroupSpec.builder().validate(false).heading(group.heading());
        group.options().stream().filter(option -> !isRare(option)).forEach(shown::addArg);
        return group.options().stream().allMatch(HelpAll::isRare) ? Stream.empty() : Stream.of(shown.build());
    }
}
