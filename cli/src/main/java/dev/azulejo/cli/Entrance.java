package dev.azulejo.cli;

import dev.azulejo.local.office.Command;

/// Lets the server's build start the command.
public final class Entrance implements Command {
    @Override
    public void run(String... args) {
        Main.main(args);
    }
}
