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

/// `azulejo tenants erase`.
@Command(
        name = "erase",
        description =
                "Removes all that a tenant has: jobs and their results, uploads, batches and webhooks. Its keys and limits"
                        + " stay; revoke the keys first, or it may begin anew. If it is stopped half way, run it again.",
        mixinStandardHelpOptions = true)
final class TenantsEraseCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TENANT", description = "Who is erased.")
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
        var holding = office.holding(place, tenant);
        yes.check("all of %s would be removed for good: %s".formatted(tenant, TenantsCommand.shown(holding)));
        int left = office.erase(place, tenant);
        if (left > 0) {
            throw ExitCode.UNAVAILABLE.failure(
                    "%d jobs or uploads of %s are left, whose results are being delivered; run it again in a moment"
                            .formatted(left, tenant));
        }
        spec.commandLine().getOut().println("erased %s: %s".formatted(tenant, TenantsCommand.shown(holding)));
        return ExitCode.OK.code();
    }
}
