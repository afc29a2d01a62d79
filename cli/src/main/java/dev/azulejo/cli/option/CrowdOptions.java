package dev.azulejo.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The options of `serve` about the share of one client.
public final class CrowdOptions {
    private static final int MOST = 8192;

    @Option(
            names = "--connections-per-address",
            paramLabel = "N",
            description = "How many connections one address may have open; 512 by default. More of them are closed at"
                    + " once. Behind a proxy, all clients have its address.")
    public int connectionsPerAddress = 512;

    @Option(
            names = "--transfers-per-tenant",
            paramLabel = "N",
            description = "How many files one tenant may send at the same time, and how many it may fetch; 64 by"
                    + " default.")
    public int transfersPerTenant = 64;

    /// Lists the problems with the options.
    public List<String> problems() {
        var problems = new ArrayList<String>();
        check("--connections-per-address", connectionsPerAddress, problems);
        check("--transfers-per-tenant", transfersPerTenant, problems);
        return problems;
    }

    private static void check(String option, int value, List<String> problems) {
        if (value < 1 || value > MOST) {
            problems.add("%s is %d, not a whole number from 1 to %d".formatted(option, value, MOST));
        }
    }
}
