package dev.azulejo.lab.command;

import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.command.LearningOptions.Chain;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.ModelFiles;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.StLpips;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.quote.StepWork;
import dev.azulejo.lab.quote.TrainingQuote;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.lab.train.Training;
import dev.azulejo.lab.train.Training.Progress;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Measures how fast a recipe trains on this machine, by training it for a while in a folder that is deleted then.
///
/// @param seconds to measure each stage for
record Pace(LearningOptions learning, PlainPictures reader, double seconds) {
    /// The number of steps before measuring, until pictures are drawn and code is compiled.
    private static final int WARM_UP = 40;

    private static final int LEAST = 20;
    private static final double NANOS = 1e9;

    /// Measures each stage, and in the end how they learn together if they do.
    ///
    /// @param chain each stage of which reads the output of untrained ones before it, which takes no less time
    List<TrainingQuote.Stage> measured(Chain chain) throws IOException {
        var measured = new ArrayList<TrainingQuote.Stage>();
        var before = new ArrayList<Trainer.EarlierStage>();
        for (var stage : chain.stages()) {
            var recipe = stage.recipe();
            var beginning = LearningOptions.beginning(stage);
            var start = beginning.parameters();
            measured.add(measured(recipe, List.of(recipe.link()), before, start));
            try (var net = new TorchNet(recipe.net(), recipe.scale())) {
                var model = new ModelFiles(recipe, beginning.model()).model(net, start);
                before.add(new Trainer.EarlierStage(model, recipe.net().told()));
            }
        }
        if (chain.together().isPresent()) {
            measured.add(measured(
                    chain.together().get(),
                    chain.links(),
                    List.of(),
                    chain.parameters(
                            before.stream().map(Trainer.EarlierStage::model).toList())));
        }
        return measured;
    }

    /// @param links the networks that learn
    /// @param before models through which a patch goes first
    private TrainingQuote.Stage measured(
            TrainingRecipe recipe, List<Link> links, List<Trainer.EarlierStage> before, float[] start)
            throws IOException {
        var folder = Files.createTempDirectory("azulejo-pace");
        try (var metric =
                        LearningOptions.metric(List.of(recipe), EmbeddedWiring.metrics(LocalConfig.fromEnvironment()));
                var net = new Learners(links, metric);
                var earlier = new Trainer.Earlier(before)) {
            var pictures = learning.pictures(recipe, reader);
            var batches = new Batches(recipe, pictures, new VipsCodecs(reader), earlier);
            var work = work(recipe, links, metric, batches, net, start, folder.resolve("state"));
            return new TrainingQuote.Stage(recipe.steps(), work);
        } finally {
            Files.deleteIfExists(folder.resolve("state"));
            Files.deleteIfExists(folder);
        }
    }

    private StepWork work(
            TrainingRecipe recipe,
            List<Link> links,
            @Nullable StLpips metric,
            Batches batches,
            Learners net,
            float[] start,
            Path state) {
        double warm = step(recipe, WARM_UP, batches, net, start, state);
        int more = (int) Math.max(LEAST, seconds / warm);
        double whole = step(recipe, WARM_UP + more, batches, net, start, state);
        long begun = System.nanoTime();
        for (int step = 0; step < LEAST; step++) {
            batches.batch(step);
        }
        double drawing = Math.min(whole, (System.nanoTime() - begun) / NANOS / LEAST);
        return StepWork.of(recipe, links, metric, whole - drawing, drawing);
    }

    /// Trains from where an earlier call ended, and returns the seconds of a step, checkpoints included.
    private static double step(
            TrainingRecipe recipe, int until, Batches batches, Learners net, float[] start, Path state) {
        var news = new Consumer<Progress>() {
            private long first;
            private long last;
            private int steps = -1;

            @Override
            public void accept(Progress progress) {
                last = System.nanoTime();
                first = ++steps == 0 ? last : first;
            }
        };
        new Training(recipe.withSteps(until), batches, state, "0".repeat(64), Training.USUAL_REST, news)
                .run(net, start);
        return (news.last - news.first) / NANOS / news.steps;
    }
}
