package dev.azulejo.cli.command.tenants;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo tenants show`.
@Command(
        name = "show",
        description = "Lists all that a tenant has: jobs, uploads, batches and webhooks, the newest first.",
        mixinStandardHelpOptions = true)
final class TenantsShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TENANT", description = "Whose.")
    private String tenant = "";

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = keys.place();
        var office = TenantsCommand.office();
        var out = spec.commandLine().getOut();
        out.println(TenantsCommand.shown(office.holding(place, tenant)));
        office.items(place, tenant)
                .forEach(item -> out.println(
                        Console.printable("%s %s  %s  %s".formatted(item.kind(), item.id(), item.at(), item.what()))));
        return ExitCode.OK.code();
    }
}
