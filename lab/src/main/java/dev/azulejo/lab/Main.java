package dev.azulejo.lab;

import dev.azulejo.local.machine.LocalConfig;

/// Runs the command together with the laboratory: `azulejo lab` and its subcommands. The launcher starts it
/// only for `lab`.
public final class Main {
    private static final String UNPACKED = "org.bytedeco.javacpp.cachedir";

    private Main() {}

    public static void main(String[] args) {
        keepLibraries();
        dev.azulejo.cli.Main.main(args);
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
}
