package dev.azulejo.cli.command.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cli.view.Console;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo models check`: runs a model to find out whether its card is true, and fills in what it lacks.
@Command(
        name = "check",
        description =
                "Runs a model to find out what its card should say: layout, range, scale, alignment, how far it looks,"
                        + " whether tiles of it show seams, speed and memory.",
        mixinStandardHelpOptions = true)
final class ModelsCheckCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(paramLabel = "CARD", description = "A card.json; its weights lie beside it.")
    private Path card = Path.of("");

    @Option(names = "--write", description = "Fill in what the card does not say.")
    private boolean write;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var json = read(UserFiles.readableByName(card));
        var check = new CardCheck(json, LocalConfig.fromEnvironment().pulledModels(), this::print);
        check.run(card.toAbsolutePath());
        if (write && check.filled() > 0) {
            Files.writeString(card, json.toPrettyString() + "\n");
            print("%d fields filled in".formatted(check.filled()));
        } else if (check.filled() > 0) {
            print("%d fields are missing; --write fills them in".formatted(check.filled()));
        }
        if (check.wrong() > 0) {
            throw ExitCode.BAD_IMAGE.failure("%s is wrong in %d places".formatted(card, check.wrong()));
        }
        return ExitCode.OK.code();
    }

    private ObjectNode read(Path file) throws IOException {
        try {
            JsonNode json = JSON.readTree(Files.readString(file));
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw ExitCode.USAGE.failure(card + ": a card is a JSON object");
        } catch (JsonProcessingException e) {
            throw ExitCode.USAGE.failure("%s is not JSON: %s".formatted(card, e.getOriginalMessage()));
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
