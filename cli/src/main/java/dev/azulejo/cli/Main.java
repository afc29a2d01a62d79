package dev.azulejo.cli;

import dev.azulejo.cli.command.enhance.BatchCommand;
import dev.azulejo.cli.command.enhance.CompareCommand;
import dev.azulejo.cli.command.enhance.EnhanceCommand;
import dev.azulejo.cli.command.enhance.PlanCommand;
import dev.azulejo.cli.command.enhance.PresetsCommand;
import dev.azulejo.cli.command.enhance.QuoteCommand;
import dev.azulejo.cli.command.enhance.RecipesCommand;
import dev.azulejo.cli.command.enhance.WatchCommand;
import dev.azulejo.cli.command.jobs.JobsCommand;
import dev.azulejo.cli.command.keys.KeysCommand;
import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.command.lab.Wing;
import dev.azulejo.cli.command.machine.CompletionCommand;
import dev.azulejo.cli.command.machine.ServeCommand;
import dev.azulejo.cli.command.machine.TuneCommand;
import dev.azulejo.cli.command.machine.Version;
import dev.azulejo.cli.command.machine.WarmUpCommand;
import dev.azulejo.cli.command.models.ModelsCommand;
import dev.azulejo.cli.command.storage.StorageCommand;
import dev.azulejo.cli.command.tenants.TenantsCommand;
import dev.azulejo.cli.option.HelpAll;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.UsageWords;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;

/// The `azulejo` command.
@Command(
        name = "azulejo",
        header = {
            "Enlarges and restores images of any size with neural networks, without visible",
            "seams.",
            "",
            "  azulejo enhance photo.jpg                    makes photo-auto-x2.jpg beside it",
            "  azulejo enhance --scale 4 -o large shots     all images of the folder shots",
            "  azulejo enhance --print A2 photo.jpg         the pixels that A2 needs",
            "  azulejo compare photo.jpg photo-auto-x2.jpg  both on one page, to look at",
            "  azulejo serve                                a page to drop photographs on",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            EnhanceCommand.class,
            WatchCommand.class,
            BatchCommand.class,
            ServeCommand.class,
            KeysCommand.class,
            TenantsCommand.class,
            JobsCommand.class,
            StorageCommand.class,
            PlanCommand.class,
            QuoteCommand.class,
            ModelsCommand.class,
            RecipesCommand.class,
            PresetsCommand.class,
            TuneCommand.class,
            CompareCommand.class,
            Laboratory.Evaluate.class,
            Laboratory.EdgeCases.class,
            Laboratory.Sets.class,
            Laboratory.Metrics.class,
            Laboratory.Arena.class,
            Laboratory.Lab.class,
            CompletionCommand.class,
            HelpCommand.class,
            WarmUpCommand.class);

    /// The commands that need to know all other commands.
    private static final List<Class<?>> OF_ALL = List.of(CompletionCommand.class, HelpCommand.class);

    /// The commands whose help lists their exit codes.
    private static final List<String> WITH_CODES = List.of("enhance", "watch", "serve");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /// Makes the command line, with all commands or only the one that is called: most of a short command's
    /// time would go into the options of the others. It writes to what are the standard streams at this
    /// moment.
    public static CommandLine commandLine(String... args) {
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        var main = new CommandLine(new Main());
        commands(args).forEach(main::addSubcommand);
        Wing.open(main);
        for (var command : main.getSubcommands().entrySet()) {
            if (WITH_CODES.contains(command.getKey())) {
                command.getValue().getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
            }
        }
        HelpAll.addTo(main);
        return main.setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false) // a file that a shell finds may be called @x
                .setParameterExceptionHandler(Main::usageError)
                .setExecutionExceptionHandler(Main::failure);
    }

    private static List<Class<?>> commands(String... args) {
        var called = args.length == 0 ? "" : args[0];
        return COMMANDS.stream()
                .filter(command -> nameOf(command).equals(called) && !OF_ALL.contains(command))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    private static String nameOf(Class<?> command) {
        return Objects.requireNonNull(command.getAnnotation(Command.class)).name();
    }

    /// Prints the commands, as there is nothing else to do without a subcommand.
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usageError(ParameterException e, String[] args) {
        var command = e.getCommandLine();
        command.getErr().println(Console.printable("azulejo: " + UsageWords.of(e)));
        command.getErr().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.code();
    }

    private static int failure(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
        var failure = FailureWords.shown(e);
        command.getErr().println(Console.printable("azulejo: " + failure.line()));
        if (failure.exitCode() == ExitCode.INTERNAL) {
            Console.printTrace(e, command.getErr());
        }
        return failure.exitCode().code();
    }
}
