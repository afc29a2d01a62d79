package dev.azulejo.lab.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.picture.Joined;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.lab.picture.Pictures;
import dev.azulejo.lab.picture.Scenes;
import dev.azulejo.lab.recipe.RecipeFile;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is learned, and from what: for all commands that read a training recipe.
public final class LearningOptions {
    @Parameters(paramLabel = "RECIPE", description = "A training recipe (.json, see docs/lab.md).")
    private Path file = Path.of("");

    @Option(
            names = "--photographs",
            paramLabel = "FOLDER|SET",
            description = "Learn from the photographs in this folder, or of this set (.json, see docs/evaluation.md),"
                    + " too, beside the scenes of the recipe.")
    private @Nullable Path photographs;

    TrainingRecipe recipe() {
        return RecipeFile.read(UserFiles.readableByName(file));
    }

    Pictures pictures(TrainingRecipe recipe, PlainPictures reader) {
        int least = Batches.side(recipe);
        var parts = new ArrayList<Pictures>();
        var drawn = recipe.pictures();
        if (drawn.scenes() > 0) {
            if (drawn.side() < least) {
                throw ExitCode.USAGE.failure("%s: pictures: side is %d; patches of %d need %d"
                        .formatted(file, drawn.side(), recipe.patch(), least));
            }
            parts.add(new Scenes(recipe.seed(), drawn.scenes(), drawn.side()));
        }
        photographs(recipe, reader).ifPresent(parts::add);
        if (parts.isEmpty()) {
            throw ExitCode.USAGE.failure(
                    "%s draws no scenes; say where photographs are with --photographs".formatted(file));
        }
        return new Joined(parts);
    }

    /// The user's, if there are any.
    Optional<Photographs> photographs(TrainingRecipe recipe, PlainPictures reader) {
        return photographs == null
                ? Optional.empty()
                : Optional.of(Photographs.in(photographs, reader, Batches.side(recipe)));
    }

    /// What a model learned from, for the reader of its card.
    String told(TrainingRecipe recipe) {
        var scenes = "%d drawn scenes".formatted(recipe.pictures().scenes());
        return photographs == null ? scenes : scenes + " and photographs of " + photographs.getFileName();
    }
}
