package dev.azulejo.cli.command.tenants;

import dev.azulejo.cli.option.KeyPlaceOption;
import dev.azulejo.cli.option.YesOption;
import dev.azulejo.local.exit.ExitCode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo tenants cancel`.
@Command(
        name = "cancel",
        description = "Ends all jobs of a tenant that have not ended; what they were made from stays.",
        mixinStandardHelpOptions = true)
final class TenantsCancelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TENANT", description = "Whose jobs.")
    private String tenant = "";

    @Mixin
    private YesOption yes = new YesOption();

    @Mixin
    private KeyPlaceOption keys = new KeyPlaceOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var place = keys.place();
        var office = TenantsCommand.office();
        var open = office.holding(place, tenant).openJobs();
        yes.check("%d open jobs of %s would be cancelled".formatted(open, tenant));
        spec.commandLine().getOut().println("cancelled %d jobs".formatted(office.cancel(place, tenant)));
        return ExitCode.OK.code();
    }
}
