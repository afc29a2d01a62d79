package dev.azulejo.lab.train;

import dev.azulejo.lab.net.Batch;
import dev.azulejo.lab.net.Learners;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Trains a network by its recipe: on one thread, from the last checkpoint if there is one. Runs of one recipe end
/// with the same weights on one machine, whether or not they were killed on the way.
public final class Training {
    /// Steps from one checkpoint to the next: a second or a few.
    public static final int USUAL_REST = 50;

    private static final int WARM_UP = 100;

    private final TrainingRecipe recipe;
    private final Batches batches;
    private final Checkpoint checkpoint;
    private final int rest;
    private final Consumer<Progress> news;

    /// @param file where the checkpoint is kept
    /// @param identity a SHA-256 of recipe and pictures
    /// @param rest steps from one checkpoint to the next
    /// @param news hears of each step
    public Training(
            TrainingRecipe recipe, Batches batches, Path file, String identity, int rest, Consumer<Progress> news) {
        this.recipe = recipe;
        this.batches = batches;
        this.rest = rest;
        this.news = news;
        checkpoint = new Checkpoint(file, identity);
    }

    /// @param step that was taken, from 1
    /// @param loss of its batch
    public record Progress(int step, float loss) {}

    /// @return the parameters of the model
    ///
    /// @param start the parameters that it begins with
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
            state.learn(gradient, rate(step), recipe.average());
            if (state.step() % rest == 0 || state.step() == recipe.steps()) {
                checkpoint.write(state);
            }
            news.accept(new Progress(state.step(), loss));
        }
        return state.average();
    }

    /// That of a step, in which the start's answer is the truth of what it is told nothing of, if the recipe says so.
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

    /// Up within the first steps, then down along half a cosine.
    private double rate(int step) {
        double warm = Math.min(1, (step + 1.0) / WARM_UP);
        return recipe.rate() * warm * 0.5 * (1 + StrictMath.cos(Math.PI * step / recipe.steps()));
    }
}
