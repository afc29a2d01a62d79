package dev.azulejo.cli.command.machine;

import dev.azulejo.cli.option.CrowdOptions;
import dev.azulejo.cli.option.DataOption;
import dev.azulejo.cli.option.EngineOptions;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.core.plan.Limit;
import dev.azulejo.imaging.child.ChildLimits;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.Machine;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.office.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo serve`: a page to drop photographs on, and the HTTP API behind it.
@Command(
        name = "serve",
        description = "Serves a page to drop photographs on, and an HTTP API, on this machine.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n")
public final class ServeCommand implements Callable<Integer> {
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port to listen on; 8787 by default, 0 for any that is free.")
    private int port = 8787;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen on; 127.0.0.1 by default, which no other machine can reach."
                    + " Clients need the key, but what is sent can be read on the way.")
    private String host = "127.0.0.1";

    @Mixin
    private DataOption data = new DataOption();

    @Option(
            names = "--allow-network",
            paramLabel = "CIDR",
            description =
                    "A network of your own, such as 192.168.1.0/24, that jobs may read files from and webhooks"
                            + " be sent to, also by http: without this, addresses on the public internet alone. May be given several times.")
    private List<String> allowedNetworks = new ArrayList<>();

    @Option(
            names = "--allow-place",
            paramLabel = "URI",
            description =
                    "A folder that jobs may read files from, such as file:///srv/photos/ or s3://bucket/folder/; none"
                            + " by default. With write: before it, one that they may have results put into. The folder {tenant} in it"
                            + " is each caller's own. May be given several times.")
    private List<String> allowedPlaces = new ArrayList<>();

    @Option(
            names = "--arena",
            paramLabel = "PLACE",
            description = "An arena, as azulejo arena make has made it: its judges vote on a page, by the links that"
                    + " azulejo arena invite gives. May be given several times.")
    private List<String> arenas = new ArrayList<>();

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "The address by which others know this server, such as https://images.example.com, where a"
                    + " proxy stands in front of it: links lead there, and requests for that host are answered.")
    private @Nullable String publicUrl;

    @Option(
            names = "--allow-origin",
            paramLabel = "ORIGIN",
            description =
                    "A page of another server, such as https://shop.example.com, that may use the API in a browser;"
                            + " none by default. May be given several times.")
    private List<String> allowedOrigins = new ArrayList<>();

    @Option(
            names = "--beside-another",
            hidden = true,
            description = "Start although another server uses the folder: for one that takes the other's place.")
    private boolean besideAnother;

    @Option(
            names = "--end-at-once",
            hidden = true,
            description = "End as soon as it listens: for what a start teaches the next one.")
    private boolean endAtOnce;

    @Mixin
    private CrowdOptions crowd = new CrowdOptions();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Mixin
    private EngineOptions engines = new EngineOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HeapRoom.keep();
        if (port < 0 || port > LAST_PORT) {
            throw ExitCode.USAGE.failure("--port is %d, not a whole number from 0 to %d".formatted(port, LAST_PORT));
        }
        CommandFailure.ifAny(machine.problems());
        CommandFailure.ifAny(crowd.problems());
        var config = engines.chosen(libvips.config());
        var server = Server.inThisBuild(Server.class, "serve");
        var allowed = limits.limits(config);
        return server.serve(new Server.Settings(
                        host,
                        port,
                        UserFiles.writableFolder(data.folder(config), "name another folder with --data"),
                        config,
                        machine.machine(Machine::ofServer),
                        allowed,
                        ChildLimits.DEFAULT,
                        allowed.of(Limit.FILE),
                        allowedNetworks,
                        allowedPlaces,
                        arenas,
                        new Server.Crowd(crowd.connectionsPerAddress, crowd.transfersPerTenant),
                        Optional.ofNullable(publicUrl),
                        allowedOrigins,
                        besideAnother,
                        endAtOnce,
                        spec.commandLine().getOut()))
                .code();
    }
}
