package dev.azulejo.lab.command;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.ModelFiles;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.StLpips;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.lab.train.Training;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trains the stages of a chain one after the other, each on the output of those before it, and writes each
/// as a model.
///
/// @param say receives reports on progress
record Trainer(LearningOptions learning, PlainPictures reader, Consumer<String> say) {
    /// A model that was trained.
    ///
    /// @param model the ONNX file
    /// @param card the file of its card
    record Trained(TrainingRecipe recipe, byte[] model, Path card) {
        String hash() {
            return Hash.of(model).hex();
        }
    }

    /// @param stages in their order
    /// @param folder for the models; a single stage is trained in it, several in a subfolder each
    List<Trained> trained(List<LearningOptions.Stage> stages, Path folder) throws IOException {
        var done = new ArrayList<Trained>();
        try (var metric = LearningOptions.metric(stages, EmbeddedWiring.metrics(LocalConfig.fromEnvironment()))) {
            for (var stage : stages) {
                var place = stages.size() == 1
                        ? folder
                        : folder.resolve("training-" + stage.recipe().id());
                done.add(trained(stage, metric, place, folder, done));
            }
        }
        return done;
    }

    private Trained trained(
            LearningOptions.Stage stage, @Nullable StLpips metric, Path training, Path folder, List<Trained> before)
            throws IOException {
        var recipe = stage.recipe();
        var pictures = learning.pictures(recipe, reader);
        var beginning = LearningOptions.beginning(stage);
        var parents = Stream.concat(
                        Stream.of(beginning.parent()), before.stream().map(Trained::hash))
                .filter(parent -> !parent.isEmpty())
                .toList();
        var causes = Stream.of(
                        Stream.of(beginning.parent(), pictures.identity()),
                        before.stream().map(Trained::hash),
                        Stream.ofNullable(recipe.loss() == Loss.ST_LPIPS ? metric : null)
                                .map(StLpips::hash))
                .flatMap(Function.identity())
                .toList();
        var files = new ModelFiles(recipe, beginning.model());
        try (var lock = TrainingFolder.locked(UserFiles.writableFolder(training, "name another folder with -o"));
                var net = new Learners(recipe.net(), recipe.scale(), recipe.arithmetic(), metric);
                var earlier = new Earlier(models(before))) {
            var batches = new Batches(recipe, pictures, new VipsCodecs(reader), earlier::answer);
            var learned = identity(recipe.learning(), causes);
            var weights = weights(recipe, batches, net, beginning.parameters(), learned, lock);
            var model = files.model(net.net(), weights);
            var card = files.write(
                    folder.resolve(recipe.id()), model, identity(recipe, causes), learning.told(recipe), parents);
            return new Trained(recipe, model, card);
        }
    }

    /// @param causes hashes of all else that decides the result
    private static String identity(TrainingRecipe recipe, List<String> causes) {
        var all = Stream.concat(Stream.of(recipe.toString()), causes.stream()).collect(Collectors.joining("\n"));
        return Hash.of(all.getBytes(StandardCharsets.UTF_8)).hex();
    }

    private float[] weights(
            TrainingRecipe recipe, Batches batches, Learners net, float[] start, String identity, TrainingFolder folder)
            throws IOException {
        var sheet = new SampleSheet(recipe, batches, net.net());
        try (var log = new ProgressLog(recipe.steps(), folder, sheet, reader, say)) {
            var learned = new Training(recipe, batches, folder.checkpoint(), identity, Training.USUAL_REST, log)
                    .run(net, start);
            return recipe.start() == null ? learned : recipe.start().mixed(start, learned);
        }
    }

    static List<byte[]> models(List<Trained> trained) {
        return trained.stream().map(Trained::model).toList();
    }

    /// The models of earlier stages, one after the other.
    static final class Earlier implements AutoCloseable {
        private final List<RunningModel> models = new ArrayList<>();

        /// @param before ONNX files
        Earlier(List<byte[]> before) {
            before.forEach(each -> models.add(new RunningModel(each)));
        }

        Picture answer(Picture damaged) {
            var picture = damaged;
            for (var model : models) {
                picture = model.enhanced(picture, 1);
            }
            return picture;
        }

        @Override
        public void close() {
            models.forEach(RunningModel::close);
        }
    }
}
