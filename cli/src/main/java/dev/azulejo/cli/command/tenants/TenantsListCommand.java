package dev.azulejo.cli.command.tenants;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.local.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo tenants list`.
@Command(
        name = "list",
        description = "Lists tenants that have a key, limits or anything else, and how much each has.",
        mixinStandardHelpOptions = true)
final class TenantsListCommand implements Callable<Integer> {
    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = keys.place();
        var office = TenantsCommand.office();
        var out = spec.commandLine().getOut();
        office.tenants(place)
                .forEach(tenant -> out.println(tenant + "  " + TenantsCommand.shown(office.holding(place, tenant))));
        return ExitCode.OK.code();
    }
}
