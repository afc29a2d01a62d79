package dev.azulejo.lab.command;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.command.LearningOptions.Chain;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.ModelFiles;
import dev.azulejo.lab.export.Origin;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.StLpips;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.net.TorchNet;
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
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trains the stages of a chain one after the other, each on the output of those before it, then their networks
/// together if the chain says so, and writes each as a model.
///
/// @param say receives reports on progress
record Trainer(LearningOptions learning, PlainPictures reader, Consumer<String> say) {
    /// A model that was trained.
    ///
    /// @param model the ONNX file
    /// @param card the file of its card
    record Trained(TrainingRecipe recipe, byte[] model, Path card, Origin origin) {
        String hash() {
            return Hash.of(model).hex();
        }
    }

    /// @param folder for the models; a single stage is trained in it, several in a subfolder each, which keeps
    ///     the stage's model if the networks then learn together
    List<Trained> trained(Chain chain, Path folder) throws IOException {
        var recipes = chain.stages().stream().map(LearningOptions.Stage::recipe).toList();
        try (var metric = LearningOptions.metric(recipes, EmbeddedWiring.metrics(LocalConfig.fromEnvironment()))) {
            var done = new ArrayList<Trained>();
            for (var stage : chain.stages()) {
                var place = recipes.size() == 1
                        ? folder
                        : training(folder, stage.recipe().id());
                done.add(trained(stage, metric, place, chain.together().isEmpty() ? folder : place, done));
            }
            return chain.together().isPresent()
                    ? together(chain, chain.together().get(), metric, done, folder)
                    : done;
        }
    }

    private static Path training(Path folder, String id) {
        return folder.resolve("training-" + id);
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
        var causes = causes(recipe, metric, Stream.of(beginning.parent(), pictures.identity()), before);
        var files = new ModelFiles(recipe, beginning.model());
        try (var lock = TrainingFolder.locked(UserFiles.writableFolder(training, "name another folder with -o"));
                var net = new Learners(recipe.net(), recipe.scale(), recipe.arithmetic(), metric);
                var earlier = new Earlier(stages(before))) {
            var batches = new Batches(recipe, pictures, new VipsCodecs(reader), earlier);
            var learned = identity(recipe.learning(), causes);
            var weights = weights(recipe, batches, net, beginning.parameters(), learned, lock);
            var model = files.model(net.net(), weights);
            var origin = new Origin(learning.told(recipe), identity(recipe, causes), parents);
            return new Trained(recipe, model, files.write(folder.resolve(recipe.id()), model, origin), origin);
        }
    }

    /// Trains the networks of a chain as one.
    ///
    /// @param recipe by which they learn
    /// @param before the models with which they begin
    private List<Trained> together(
            Chain chain, TrainingRecipe recipe, @Nullable StLpips metric, List<Trained> before, Path folder)
            throws IOException {
        var pictures = learning.pictures(recipe, reader);
        var causes = causes(
                recipe, metric, Stream.of(pictures.identity(), chain.links().toString()), before);
        var learned = identity(recipe.learning(), causes);
        var place = UserFiles.writableFolder(training(folder, chain.id()), "name another folder with -o");
        try (var lock = TrainingFolder.locked(place);
                var net = new Learners(chain.links(), metric)) {
            var batches = new Batches(recipe, pictures, new VipsCodecs(reader));
            var weights = weights(recipe, batches, net, chain.parameters(models(before)), learned, lock);
            var models = models(chain, weights);
            var done = new ArrayList<Trained>();
            for (int i = 0; i < models.size(); i++) {
                var stage = chain.stages().get(i);
                var origin = before.get(i).origin.then(told(recipe.steps(), i, before, models, learned));
                var card = files(stage).write(folder.resolve(stage.recipe().id()), models.get(i), origin);
                done.add(new Trained(stage.recipe(), models.get(i), card, origin));
            }
            return done;
        }
    }

    /// Exports each network of a chain by itself.
    ///
    /// @param weights of all of them in one row
    private static List<byte[]> models(Chain chain, float[] weights) {
        var models = new ArrayList<byte[]>();
        int at = 0;
        for (var stage : chain.stages()) {
            try (var net = new TorchNet(stage.recipe().net(), stage.recipe().scale())) {
                models.add(files(stage).model(net, Arrays.copyOfRange(weights, at, at + net.count())));
                at += net.count();
            }
        }
        return models;
    }

    private static ModelFiles files(LearningOptions.Stage stage) {
        return new ModelFiles(stage.recipe(), LearningOptions.beginning(stage).model());
    }

    /// Says for a reader of its card how one of the networks learned together with the others.
    private static String told(int steps, int own, List<Trained> before, List<byte[]> models, String training) {
        var others = IntStream.range(0, models.size())
                .filter(i -> i != own)
                .mapToObj(i -> "%s %.16s"
                        .formatted(
                                before.get(i).recipe.id(),
                                Hash.of(models.get(i)).hex()))
                .collect(Collectors.joining(" and "));
        return "%d steps from %.16s on, together with %s, training %.16s"
                .formatted(steps, before.get(own).hash(), others, training);
    }

    /// The hashes of all but the recipe that decides what is learned.
    private static List<String> causes(
            TrainingRecipe recipe, @Nullable StLpips metric, Stream<String> own, List<Trained> before) {
        var judge =
                metric != null && recipe.loss() == Loss.ST_LPIPS ? Stream.of(metric.hash()) : Stream.<String>empty();
        return Stream.of(own, before.stream().map(Trained::hash), judge)
                .flatMap(Function.identity())
                .toList();
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

    static List<EarlierStage> stages(List<Trained> trained) {
        return trained.stream()
                .map(each -> new EarlierStage(each.model, each.recipe.net().told()))
                .toList();
    }

    private static List<byte[]> models(List<Trained> trained) {
        return trained.stream().map(Trained::model).toList();
    }

    /// @param model the ONNX file
    /// @param told what it is told
    record EarlierStage(byte[] model, List<Told> told) {}

    /// The models of earlier stages, one after the other.
    static final class Earlier implements AutoCloseable, Batches.Before {
        private final List<RunningModel> models = new ArrayList<>();

        Earlier(List<EarlierStage> stages) {
            stages.forEach(each -> models.add(new RunningModel(each.model, each.told)));
        }

        @Override
        public Picture answer(Picture damaged, Function<List<Told>, float[]> told) {
            var picture = damaged;
            for (var model : models) {
                picture = model.enhanced(picture, 1, told.apply(model.told())).clamped();
            }
            return picture;
        }

        @Override
        public void close() {
            models.forEach(RunningModel::close);
        }
    }
}
