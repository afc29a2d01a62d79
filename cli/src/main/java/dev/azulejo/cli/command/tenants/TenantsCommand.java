package dev.azulejo.cli.command.tenants;

import dev.azulejo.local.office.Server;
import dev.azulejo.local.office.TenantOffice;
import dev.azulejo.local.office.TenantOffice.Holding;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo tenants`: what those who use a server have on it.
@Command(
        name = "tenants",
        description = "Shows, cancels and erases what tenants of a server have: jobs, uploads, batches, webhooks.",
        mixinStandardHelpOptions = true,
        subcommands = {
            TenantsListCommand.class,
            TenantsShowCommand.class,
            TenantsCancelCommand.class,
            TenantsEraseCommand.class
        })
public final class TenantsCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static TenantOffice office() {
        return Server.inThisBuild(TenantOffice.class, "tenants");
    }

    static String shown(Holding holding) {
        return String.format(
                Locale.ROOT,
                "%d jobs, %d of them open; %d uploads of %.3f MB; %d batches; %d webhooks",
                holding.jobs(),
                holding.openJobs(),
                holding.uploads(),
                holding.uploadBytes() / 1e6,
                holding.batches(),
                holding.webhooks());
    }
}
