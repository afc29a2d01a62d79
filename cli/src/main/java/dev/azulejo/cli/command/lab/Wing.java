package dev.azulejo.cli.command.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import picocli.CommandLine;

/// Holds commands that stand in a module of their own: it is found by a [ServiceLoader] in the builds that have that
/// module. Nothing is looked for where another command is called.
public interface Wing {
    /// The classes of its commands, by what users type, such as `evaluate` or `models promote`.
    Map<String, Class<?>> commands();

    /// Puts the commands that this build holds in the places where every build lists them.
    static void open(CommandLine main) {
        var absent = new ArrayList<CommandLine>();
        for (var command : main.getSubcommands().values()) {
            absent.add(command);
            absent.addAll(command.getSubcommands().values());
        }
        absent.removeIf(command -> !(command.getCommand() instanceof Laboratory.Elsewhere));
        if (absent.isEmpty()) {
            return;
        }
        var here = new HashMap<String, Class<?>>();
        ServiceLoader.load(Wing.class).forEach(wing -> here.putAll(wing.commands()));
        for (var command : absent) {
            var name = command.getCommandName();
            var parent = command.getParent();
            var found = here.get(parent.equals(main) ? name : parent.getCommandName() + " " + name);
            if (found != null) {
                parent.getCommandSpec().removeSubcommand(name);
                parent.addSubcommand(found);
            }
        }
    }
}
