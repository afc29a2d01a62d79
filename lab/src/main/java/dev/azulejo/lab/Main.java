package dev.azulejo.lab;

import dev.azulejo.lab.command.DatasetCommand;
import dev.azulejo.lab.command.ImproveCommand;
import dev.azulejo.lab.command.QuoteCommand;
import dev.azulejo.lab.command.SamplesCommand;
import dev.azulejo.lab.command.TrainCommand;
import dev.azulejo.local.machine.LocalConfig;
import picocli.CommandLine;

/// Runs the command together with the laboratory: `azulejo lab` and its subcommands. The launcher starts it
/// only for `lab`.
public final class Main {
    private static final String UNPACKED = "org.bytedeco.javacpp.cachedir";

    private Main() {}

    public static void main(String[] args) {
        keepLibraries();
        System.exit(commandLine(args).execute(args));
    }

    /// Keeps libtorch in the user's cache: 445 MB of libraries, unpacked when the first network is made.
    private static void keepLibraries() {
        if (System.getProperty(UNPACKED) == null) {
            System.setProperty(
                    UNPACKED,
                    LocalConfig.fromEnvironment()
                            .openedCache()
                            .resolve("javacpp")
                            .toString());
        }
    }

    /// The usual command, with the subcommands of `lab`.
    static CommandLine commandLine(String... args) {
        var main = dev.azulejo.cli.Main.commandLine(args);
        var lab = main.getSubcommands().get("lab");
        if (lab != null) { // another command that was called stands alone
            lab.addSubcommand(new TrainCommand())
                    .addSubcommand(new SamplesCommand())
                    .addSubcommand(new DatasetCommand())
                    .addSubcommand(new ImproveCommand())
                    .addSubcommand(new QuoteCommand());
        }
        return main;
    }
}
