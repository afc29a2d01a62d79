package dev.azulejo.quality.command;

import dev.azulejo.arena.Arena;
import dev.azulejo.arena.Vote;
import dev.azulejo.arena.store.ArenaObjects;
import dev.azulejo.arena.store.Judge;
import dev.azulejo.arena.store.VoteTable;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo arena votes`: the votes as a table, out of the arena or into it.
@Command(
        name = "votes",
        description = "Prints all votes as comma-separated values, or adds votes from such a table.",
        mixinStandardHelpOptions = true)
final class ArenaVotesCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "ARENA", description = ArenaCommand.PLACE)
    private String place = "";

    @Option(
            names = "--add",
            paramLabel = "FILE",
            description = "Add the votes of this table. Judges who were not invited are added, too. All are added, or"
                    + " none where a line is no vote.")
    private @Nullable Path table;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var objects = new ArenaObjects(LocalPlaces.written(place));
        var arena = objects.arenaOf(place).arena();
        var out = spec.commandLine().getOut();
        if (table == null) {
            var names = objects.judges().stream().collect(Collectors.toMap(Judge::id, Judge::name));
            out.print(VoteTable.write(objects.votes(), id -> names.getOrDefault(id, id)));
            out.flush();
        } else {
            var votes = votes(table, arena);
            int added = objects.add(votes, new SecureRandom());
            out.printf("%d votes added, %d were there%n", added, votes.size() - added);
        }
        return ExitCode.OK.code();
    }

    private static List<Vote> votes(Path table, Arena arena) throws IOException {
        try {
            return VoteTable.read(Files.readString(UserFiles.readableByName(table)), arena);
        } catch (IllegalArgumentException e) {
            throw ExitCode.USAGE.failure("%s: %s".formatted(table, e.getMessage()));
        }
    }
}
