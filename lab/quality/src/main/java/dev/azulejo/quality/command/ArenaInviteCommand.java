package dev.azulejo.quality.command;

import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.JudgeKey;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo arena invite`.
@Command(
        name = "invite",
        description =
                "Invites a judge and prints the judge's link, once: it cannot be shown again. One judge, one link.",
        mixinStandardHelpOptions = true)
final class ArenaInviteCommand implements Callable<Integer> {
    private static final int LONGEST_NAME = 100;

    @Parameters(index = "0", paramLabel = "ARENA", description = ArenaCommand.PLACE)
    private String place = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "Who it is, for you: the result names judges so.")
    private String name = "";

    @Option(
            names = "--address",
            paramLabel = "URL",
            description = "Where the server is for that judge; ${DEFAULT-VALUE} by default.")
    private String address = "http://127.0.0.1:8787";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ExitCode.USAGE.failure("NAME must have 1 to %d characters".formatted(LONGEST_NAME));
        }
        var objects = new ArenaObjects(LocalPlaces.written(place));
        var arena = objects.arenaOf(place);
        if (objects.judges().stream().anyMatch(judge -> judge.name().equals(name))) {
            throw ExitCode.USAGE.failure("%s was invited already; give another name".formatted(name));
        }
        var key = JudgeKey.random(new SecureRandom());
        objects.invite(name, key, Instant.now());
        // What is behind # stays in the browser: it is in no request, no log and no referrer.
        spec.commandLine()
                .getOut()
                .printf("%s/arena.html#arena=%s&key=%s%n", address.replaceAll("/+$", ""), arena.id(), key.text());
        return ExitCode.OK.code();
    }
}
