package dev.azulejo.cli.command.models;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.PrivateFolder;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.inference.card.RecipeFile;
import dev.azulejo.inference.graph.PictureRange;
import dev.azulejo.inference.probe.ForeignModel;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo models add`: makes a model, and a recipe of its name, of a user's network.
@Command(
        name = "add",
        description = {
            "Adds a network of your own as a model, and a recipe that runs it.",
            "It runs the network to find out what its card must say, which takes from seconds to minutes."
        },
        mixinStandardHelpOptions = true)
final class ModelsAddCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.onnx", description = "The network: one picture in, one picture out.")
    private Path file = Path.of("");

    @Option(
            names = "--id",
            paramLabel = "NAME",
            description = "What the model and its recipe are called; as the file by default.")
    private @Nullable String id;

    @Option(names = "--description", paramLabel = "TEXT", description = "What it is for, as lists show it.")
    private String description = "Added on this machine.";

    @Option(names = "--licence", paramLabel = "TEXT", description = "The licence of its weights.")
    private String licence = "not stated";

    @Option(names = "--origin", paramLabel = "TEXT", description = "Who made it, and where it was taken from.")
    private String origin = "not stated";

    @Option(
            names = "--range",
            paramLabel = "BLACK..WHITE",
            description = "Which numbers mean black and white to it: 0..1, -1..1 or 0..255; found out by default.")
    private @Nullable String range;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var config = LocalConfig.fromEnvironment();
        var recipe = recipe(config);
        var brought = brought();
        brought.notes().forEach(note -> print("changed  " + note));
        PrivateFolder.made(config.settings());
        var folder = Files.createDirectories(config.ownModels());
        var made = Files.createTempDirectory(folder, ".adding-");
        try {
            Files.write(made.resolve("model.onnx"), brought.graph());
            writeCard(made, recipe.name(), config);
            Files.move(made, folder.resolve(recipe.name()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            for (var name : List.of("model.onnx", "card.json")) {
                Files.deleteIfExists(made.resolve(name));
            }
            Files.deleteIfExists(made);
        }
        new RecipeFile(folder.resolve(RecipeFile.NAME)).put(recipe);
        tell(config.cards().card(recipe.name()), folder);
        return ExitCode.OK.code();
    }

    /// Makes the recipe that runs the model, if its name is free.
    private OwnRecipe recipe(LocalConfig config) {
        var name = id == null ? idOf(file) : id;
        if (config.cards().cards().stream().anyMatch(card -> card.id().equals(name))) {
            throw ExitCode.USAGE.failure(
                    "there is a model %s; say by --id what this one shall be called, or delete %s if that is an earlier one of yours"
                            .formatted(name, config.ownModels().resolve(name)));
        }
        try {
            return new OwnRecipe(name, description, List.of(name));
        } catch (IllegalArgumentException wrong) {
            throw ExitCode.USAGE.failure(wrong.getMessage() + "; say another name by --id");
        }
    }

    /// The id for a file: `gfpganv1.4` for `GFPGANv1.4.onnx`.
    static String idOf(Path file) {
        var name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("\\.onnx$", "");
        return name.replaceAll("[^a-z0-9.]+", "-").replaceAll("^[-.]+|[-.]+$", "");
    }

    private ForeignModel brought() {
        try {
            return ForeignModel.read(UserFiles.readable(file), pictureRange());
        } catch (CommandFailure failure) {
            throw failure.exitCode().failure("%s: %s".formatted(file, failure.line()));
        } catch (PermanentFailure refused) {
            throw ExitCode.BAD_IMAGE.failure(String.valueOf(refused.getMessage()));
        }
    }

    private Optional<PictureRange> pictureRange() {
        if (range == null) {
            return Optional.empty();
        }
        return Optional.of(PictureRange.parse(range)
                .orElseThrow(() -> ExitCode.USAGE.failure(
                        "--range is '%s', not one of %s".formatted(range, PictureRange.texts()))));
    }

    private void writeCard(Path folder, String name, LocalConfig config) throws IOException {
        var card = JsonNodeFactory.instance.objectNode();
        card.put("schema", 1).put("id", name).put("version", "1").put("description", description);
        card.putObject("weights")
                .put("file", "model.onnx")
                .put("licence", licence)
                .put("origin", origin)
                .put("source", String.valueOf(file.getFileName()));
        for (var side : List.of("input", "output")) {
            card.putObject(side).put("colour", "RGB");
        }
        card.putArray("precision").add("fp32");
        var check =
                new CardCheck(card, config.pulledModels(), line -> print(line.replaceFirst("^missing  ", "found    ")));
        try {
            check.run(folder.resolve("card.json"));
        } catch (PermanentFailure refused) {
            throw ExitCode.BAD_IMAGE.failure("%s: %s".formatted(file, refused.getMessage()));
        }
        if (check.wrong() > 0) {
            throw ExitCode.BAD_IMAGE.failure(
                    "%s cannot be a model here: see the lines that begin with %s".formatted(file, CardCheck.WRONG));
        }
        Files.writeString(folder.resolve("card.json"), card.toPrettyString() + "\n");
    }

    private void tell(ModelCard card, Path folder) {
        print("%s is added, in %s".formatted(card.id(), folder.resolve(card.id())));
        print("Run it: azulejo enhance --recipe %s photo.jpg".formatted(card.id()));
        print("Run others before or after it: name them in %s".formatted(folder.resolve(RecipeFile.NAME)));
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }
}
