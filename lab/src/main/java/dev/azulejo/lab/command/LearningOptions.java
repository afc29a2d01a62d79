package dev.azulejo.lab.command;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.inference.MetricFolder;
import dev.azulejo.lab.dataset.DatasetFolder;
import dev.azulejo.lab.dataset.Part;
import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.Parameters;
import dev.azulejo.lab.net.ParentWeights;
import dev.azulejo.lab.net.StLpips;
import dev.azulejo.lab.picture.Joined;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.lab.picture.Pictures;
import dev.azulejo.lab.picture.Scenes;
import dev.azulejo.lab.recipe.ChainRecipe;
import dev.azulejo.lab.recipe.RecipeFile;
import dev.azulejo.lab.recipe.Start;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.quality.metric.score.Metric;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/// Options on what is learned, and from what, for all commands that read a training recipe.
public final class LearningOptions {
    @CommandLine.Parameters(
            paramLabel = "RECIPE",
            description = "A training recipe, or a chain of them (.json, see docs/lab.md).")
    private Path file = Path.of("");

    @Option(
            names = "--photographs",
            paramLabel = "FOLDER|SET",
            description = "Learn from the photographs in this folder, or of this set (.json, see docs/evaluation.md),"
                    + " too, beside the scenes of the recipe.")
    private @Nullable Path photographs;

    /// Takes its values from the command line.
    LearningOptions() {}

    /// @param photographs a folder or set to learn from, beside the scenes of the recipe
    LearningOptions(Path file, Path photographs) {
        this.file = file;
        this.photographs = photographs;
    }

    /// What the file says: a chain, or one recipe.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when it cannot be trained
    Chain chain() {
        var readable = UserFiles.readableByName(file);
        if (!RecipeFile.isChain(readable)) {
            var recipe = RecipeFile.read(readable);
            return new Chain(recipe.id(), List.of(new Stage(file, recipe)), Optional.empty());
        }
        var recipe = RecipeFile.readChain(readable);
        var stages = stages(recipe);
        var together = Optional.ofNullable(recipe.together())
                .map(how -> stages.getLast().recipe().together(how));
        var chain = new Chain(recipe.id(), stages, together);
        if (together.isPresent()) {
            checkTogether(chain);
        }
        return chain;
    }

    private List<Stage> stages(ChainRecipe chain) {
        var stages = chain.stages().stream()
                .map(name -> file.toAbsolutePath().resolveSibling(name).normalize())
                .map(path -> new Stage(path, RecipeFile.read(UserFiles.readableByName(path))))
                .toList();
        for (int i = 0; i < stages.size() - 1; i++) {
            var earlier = stages.get(i).recipe;
            if (earlier.scale() > 1) {
                throw ExitCode.USAGE.failure(
                        "%s: %s enlarges; only the last stage of a chain may".formatted(file, earlier.id()));
            }
            stages.subList(i + 1, stages.size()).forEach(later -> checkPatch(later.recipe, earlier));
        }
        if (stages.stream().map(stage -> stage.recipe().id()).distinct().count() < stages.size()) {
            throw ExitCode.USAGE.failure("%s: two stages have one id".formatted(file));
        }
        return stages;
    }

    /// @throws dev.azulejo.local.exit.CommandFailure when the network before it does not take a recipe's patches
    private void checkPatch(TrainingRecipe recipe, TrainingRecipe earlier) {
        int multiple = earlier.net().alignment();
        if (recipe.patch() % multiple != 0) {
            throw ExitCode.USAGE.failure("%s: patch of %s is %d, but the net of %s takes multiples of %d alone"
                    .formatted(file, recipe.id(), recipe.patch(), earlier.id(), multiple));
        }
    }

    /// @throws dev.azulejo.local.exit.CommandFailure when the networks cannot learn as one
    private void checkTogether(Chain chain) {
        var last = chain.last();
        for (var stage : chain.stages) {
            var recipe = stage.recipe;
            if (recipe.id().equals(chain.id)) {
                throw ExitCode.USAGE.failure("%s: together: a stage has the chain's id, %s; give the chain another"
                        .formatted(file, chain.id));
            }
        }
        for (var stage : chain.stages.subList(0, chain.stages.size() - 1)) {
            if (!stage.recipe.net().told().isEmpty()) {
                throw ExitCode.USAGE.failure("%s: together: %s is told something; only the last stage may"
                        .formatted(file, stage.recipe.id()));
            }
        }
        if (last.keepsClean()) {
            throw ExitCode.USAGE.failure(
                    "%s: together: %s has keepClean, whose truth is the answer of one net alone; leave either out"
                            .formatted(file, last.id()));
        }
    }

    /// The recipes that are trained one after the other, of which there may be a single one.
    ///
    /// @param id of the chain, or of the only recipe
    /// @param stages in their order
    /// @param together the recipe by which they learn as one in the end; empty if they do not
    record Chain(String id, List<Stage> stages, Optional<TrainingRecipe> together) {
        TrainingRecipe last() {
            return stages.getLast().recipe();
        }

        /// The networks in their order.
        List<Link> links() {
            return stages.stream().map(stage -> stage.recipe.link()).toList();
        }

        /// The parameters of these models in one row.
        ///
        /// @param models the ONNX file of each stage
        float[] parameters(List<byte[]> models) {
            var links = links();
            var all = FloatBuffer.allocate(
                    links.stream().mapToInt(link -> link.parameters().count()).sum());
            for (int i = 0; i < links.size(); i++) {
                var link = links.get(i);
                all.put(ParentWeights.of(models.get(i), link.design(), link.scale()));
            }
            return all.array();
        }
    }

    /// @param file of the recipe
    record Stage(Path file, TrainingRecipe recipe) {}

    /// Returns the only recipe, and refuses a chain of several.
    TrainingRecipe recipe() {
        var chain = chain();
        if (chain.stages.size() > 1) {
            throw ExitCode.USAGE.failure("%s is a chain; name one of its recipes".formatted(file));
        }
        return chain.last();
    }

    /// Returns the parameters with which a training of this recipe begins.
    static Beginning beginning(Stage stage) {
        var recipe = stage.recipe();
        var start = recipe.start();
        if (start == null) {
            return new Beginning(Parameters.of(recipe.net(), recipe.scale()).drawn(recipe.seed()), "", null);
        }
        var bytes = start(stage, start);
        return new Beginning(
                ParentWeights.of(bytes, recipe.net(), recipe.scale()),
                Hash.of(bytes).hex(),
                folder(stage, start));
    }

    /// Reads the ONNX file of a start.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when it cannot be read
    static byte[] start(Stage stage, Start start) {
        var model = folder(stage, start).resolve("model.onnx");
        try {
            return Files.readAllBytes(model);
        } catch (IOException e) {
            throw ExitCode.NO_INPUT.failure("%s: start: model: %s cannot be read".formatted(stage.file(), model));
        }
    }

    private static Path folder(Stage stage, Start start) {
        return stage.file().toAbsolutePath().resolveSibling(start.model()).normalize();
    }

    /// @param parent the SHA-256 of the model that the parameters come from; empty if they are random
    /// @param model its folder; absent if they are random
    record Beginning(
            float[] parameters, String parent, @Nullable Path model) {}

    /// Loads the metric that one of the recipes learns by; null if none does.
    ///
    /// @param metrics those of this machine
    /// @throws dev.azulejo.core.failure.PermanentFailure that says how to bring its weights, when they are
    ///     missing or not those of its card
    static @Nullable StLpips metric(List<TrainingRecipe> recipes, MetricFolder metrics) {
        return recipes.stream().anyMatch(recipe -> recipe.loss() == Loss.ST_LPIPS)
                ? new StLpips(metrics.verified(Metric.STLPIPS.id()))
                : null;
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

    /// The user's photographs, if there are any.
    Optional<Photographs> photographs(TrainingRecipe recipe, PlainPictures reader) {
        return photographs == null
                ? Optional.empty()
                : Optional.of(Photographs.in(
                        photographs, DatasetFolder.wanted(photographs, Part.TRAIN), reader, Batches.side(recipe)));
    }

    /// Says what a model learned from, for readers of its card.
    String told(TrainingRecipe recipe) {
        var scenes = "%d drawn scenes".formatted(recipe.pictures().scenes());
        return photographs == null ? scenes : scenes + " and photographs of " + photographs.getFileName();
    }
}
