package dev.azulejo.lab.recipe;

import dev.azulejo.lab.damage.Damage;
import dev.azulejo.lab.damage.DamageStep;
import dev.azulejo.lab.net.Arithmetic;
import dev.azulejo.lab.net.Link;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.NetDesign;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// States all that decides the weights of a model, except for the pictures of `--photographs`.
///
/// @param schema the version of this format, 1
/// @param id of the model that comes of it
/// @param description one line for its card
/// @param scale by how much it enlarges; 1 for one that restores
/// @param seed of everything random
/// @param steps how often the network learns from a batch
/// @param batch patches in a step
/// @param patch side of what the network reads of each, in pixels
/// @param arithmetic of answers and gradients while it learns; 32 bits by default
/// @param rate at which it learns at first; it falls to 0 along half a cosine
/// @param average how much of its running average the network keeps in a step, such as 0.999; the average
///     is the model
/// @param start a model that it begins with; absent for random numbers
/// @param damage what turns a picture into what the network reads
public record TrainingRecipe(
        int schema,
        String id,
        String description,
        int scale,
        NetDesign net,
        long seed,
        int steps,
        int batch,
        int patch,
        Loss loss,
        @Nullable Arithmetic arithmetic,
        double rate,
        double average,
        PictureSource pictures,
        @Nullable Start start,
        List<DamageStep> damage) {
    private static final int SCHEMA = 1;
    private static final int MOST_SCALE = 4;
    static final int MOST_STEPS = 10_000_000;
    private static final int MOST_BATCH = 1024;
    private static final int LEAST_PATCH = 8;
    private static final int MOST_PATCH = 512;

    public TrainingRecipe {
        check(schema == SCHEMA, "schema is %d, this version reads %d".formatted(schema, SCHEMA));
        check(id != null, "id is missing");
        check(description != null, "description is missing");
        check(net != null, "net is missing");
        check(loss != null, "loss is missing");
        check(pictures != null, "pictures is missing");
        check(damage != null, "damage is missing");
        check(
                id.matches("[a-z0-9][a-z0-9-]{0,60}"),
                "id is \"%s\", expected small letters, digits and -".formatted(id));
        check(!description.isBlank(), "description is empty, expected a line for the model's card");
        check(scale >= 1 && scale <= MOST_SCALE, "scale is %d, expected 1 to %d".formatted(scale, MOST_SCALE));
        check(steps >= 1 && steps <= MOST_STEPS, "steps is %d, expected 1 to %d".formatted(steps, MOST_STEPS));
        check(batch >= 1 && batch <= MOST_BATCH, "batch is %d, expected 1 to %d".formatted(batch, MOST_BATCH));
        check(
                patch >= LEAST_PATCH && patch <= MOST_PATCH,
                "patch is %d, expected %d to %d".formatted(patch, LEAST_PATCH, MOST_PATCH));
        check(
                patch % net.alignment() == 0,
                "patch is %d, but this net takes multiples of %d alone".formatted(patch, net.alignment()));
        check(
                patch * scale >= loss.leastSide(),
                "patch is %d, of which the network makes %d pixels, but this loss compares %d or more"
                        .formatted(patch, patch * scale, loss.leastSide()));
        check(rate > 0 && rate <= 1, "rate is %s, expected more than 0 and at most 1".formatted(rate));
        check(average >= 0 && average < 1, "average is %s, expected 0 or more and less than 1".formatted(average));
        damage = new Damage(damage).steps();
        check(
                start == null
                        || !Boolean.TRUE.equals(start.keepClean())
                        || !net.told().isEmpty(),
                "start: keepClean is for a net that is told of noise or JPEG");
    }

    @Override
    public Arithmetic arithmetic() {
        return arithmetic == null ? Arithmetic.FP32 : arithmetic;
    }

    /// The network that is trained.
    public Link link() {
        return new Link(net, scale, arithmetic());
    }

    /// Whether the parent's answer is the truth of patches without noise and JPEG.
    public boolean keepsClean() {
        return start != null && Boolean.TRUE.equals(start.keepClean());
    }

    /// Returns this recipe with another number of steps.
    public TrainingRecipe withSteps(int number) {
        return with(id, description, number, start);
    }

    /// Returns what decides the weights that are learned: this recipe without the model's name and the share of its
    /// start, which is mixed in afterwards. Recipes that differ in no more are one training.
    public TrainingRecipe learning() {
        return with("learning", "learning", steps, start == null ? null : start.withoutShare());
    }

    /// Returns the recipe by which this network, the last one of a chain, learns on together with those before it:
    /// from scenes and patches of another seed, and without the start that it once had.
    public TrainingRecipe together(Together how) {
        return new TrainingRecipe(
                schema,
                id,
                description,
                scale,
                net,
                seed + 1,
                how.steps(),
                batch,
                patch,
                loss,
                arithmetic,
                how.rate(),
                average,
                pictures,
                null,
                damage);
    }

    private TrainingRecipe with(String newId, String newDescription, int newSteps, @Nullable Start newStart) {
        return new TrainingRecipe(
                schema,
                newId,
                newDescription,
                scale,
                net,
                seed,
                newSteps,
                batch,
                patch,
                loss,
                arithmetic,
                rate,
                average,
                pictures,
                newStart,
                damage);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
