package dev.azulejo.lab.train;

import dev.azulejo.lab.net.Batch;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Trains a network by its recipe: on one thread, from the last checkpoint if there is one. Runs of one
/// recipe end with the same weights on one machine, whether or not they were killed on the way.
public final class Training {
    /// The steps from one checkpoint to the next: a second or a few.
    public static final int USUAL_REST = 50;

    private static final int WARM_UP = 100;

    private final TrainingRecipe recipe;
    private final Batches batches;
    private final Checkpoint checkpoint;
    private final int rest;
    private final Consumer<Progress> news;

    /// @param file of the checkpoint
    /// @param identity a SHA-256 of recipe and pictures
    /// @param rest steps from one checkpoint to the next
    /// @param news receives each step
    public Training(
            TrainingRecipe recipe, Batches batches, Path file, String identity, int rest, Consumer<Progress> news) {
        this.recipe = recipe;
        this.batches = batches;
        this.rest = rest;
        this.news = news;
        checkpoint = new Checkpoint(file, identity);
    }

    /// @param step number of the step, from 1
    /// @param loss of the step's batch
    /// @param rate at which the step learned
    /// @param average the model's parameters after the step: those of the training itself, which go on changing
    public record Progress(int step, float loss, double rate, float[] average) {}

    /// @return the parameters of the model
    ///
    /// @param start the parameters to begin with
    public float[] run(Learners net, float[] start) {
        var state = checkpoint.read(start.length).orElseGet(() -> State.beginning(start.clone()));
        var gradient = new float[start.length];
        while (state.step() < recipe.steps()) {
            int step = state.step();
            float loss = net.learn(state.weights(), batch(step, net.net(), start), recipe.loss(), gradient);
            if (!Float.isFinite(loss)) {
                throw new IllegalStateException("the loss of step %d is %s; a lower rate than %s may help"
                        .formatted(step, loss, recipe.rate()));
            }
            double rate = rate(step);
            state.learn(gradient, rate, recipe.average());
            if (state.step() % rest == 0 || state.step() == recipe.steps()) {
                checkpoint.write(state);
            }
            news.accept(new Progress(state.step(), loss, rate, state.average()));
        }
        return state.average();
    }

    /// The batch of a step; if the recipe says so, the start's answer is the truth of patches without noise
    /// and JPEG.
    private Batch batch(int step, TorchNet net, float[] start) {
        var batch = batches.batch(step);
        if (recipe.keepsClean()) {
            for (int number = 0; number < batch.count(); number++) {
                if (isClean(batch.told(number))) {
                    batch.teach(
                            number,
                            net.answer(start, batch.input(number), batch.side(), batch.side(), batch.told(number)));
                }
            }
        }
        return batch;
    }

    private static boolean isClean(float[] told) {
        for (float each : told) {
            if (each != 0) {
                return false;
            }
        }
        return true;
    }

    /// The learning rate of a step: it rises within the first steps, then falls along half a cosine.
    private double rate(int step) {
        double warm = Math.min(1, (step + 1.0) / WARM_UP);
        return recipe.rate() * warm * 0.5 * (1 + StrictMath.cos(Math.PI * step / recipe.steps()));
    }
}
