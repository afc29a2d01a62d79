package dev.azulejo.lab.train;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.lab.damage.Codecs;
import dev.azulejo.lab.damage.Damage;
import dev.azulejo.lab.damage.Strengths;
import dev.azulejo.lab.net.Batch;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Pictures;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Makes the patches of each step: cut from a picture, turned or mirrored, and damaged. A step's batch
/// depends only on the recipe's seed and the step. For one thread.
public final class Batches {
    /// The rim that is cut off around a patch, in pixels of what the network reads, so that damage at the
    /// rim is not learned from: 16, so that blocks of a JPEG lie as in a whole picture.
    private static final int RIM = 16;

    /// The number of ways in which a square can be turned and mirrored.
    private static final int WAYS = 8;

    private final TrainingRecipe recipe;
    private final Pictures pictures;
    private final Damage damage;
    private final Codecs codecs;
    private final Before before;

    public Batches(TrainingRecipe recipe, Pictures pictures, Codecs codecs) {
        this(recipe, pictures, codecs, (damaged, _) -> damaged);
    }

    /// @param before networks of a chain through which a damaged picture goes before this network reads it
    public Batches(TrainingRecipe recipe, Pictures pictures, Codecs codecs, Before before) {
        this.before = before;
        this.recipe = recipe;
        this.pictures = pictures;
        this.codecs = codecs;
        damage = new Damage(recipe.damage());
    }

    /// The side of the square that is cut out of a picture.
    public static int side(TrainingRecipe recipe) {
        return (recipe.patch() + 2 * RIM) * recipe.scale();
    }

    /// @param step from 0
    public Batch batch(int step) {
        int side = recipe.patch();
        int large = side * recipe.scale();
        var inputs = new float[recipe.batch() * Picture.BANDS * side * side];
        var told = new float[recipe.batch() * recipe.net().told().size()];
        var truths = new float[recipe.batch() * Picture.BANDS * large * large];
        var random = Seeds.random(recipe.seed(), "batch", step);
        for (int number = 0; number < recipe.batch(); number++) {
            var pair = pair(random);
            add(pair.input, inputs, number);
            add(pair.truth, truths, number);
            System.arraycopy(pair.told, 0, told, number * pair.told.length, pair.told.length);
        }
        return new Batch(recipe.batch(), side, inputs, told, truths);
    }

    /// Networks of a chain before this one.
    @FunctionalInterface
    public interface Before {
        /// What they make of a damaged picture.
        ///
        /// @param told the numbers for what a network is told of it
        Picture answer(Picture damaged, Function<List<Told>, float[]> told);
    }

    /// A patch before and after its damage.
    ///
    /// @param input what the network reads
    /// @param told what the network is told
    /// @param truth what the network should answer
    public record Pair(Picture input, float[] told, Picture truth) {}

    /// Draws the next patch.
    public Pair pair(Random random) {
        int picture = random.nextInt(pictures.count());
        var size = pictures.size(picture);
        int cut = side(recipe);
        int left = random.nextInt(size.width() - cut + 1);
        int top = random.nextInt(size.height() - cut + 1);
        var whole = pictures.part(picture, new Rect(left, top, cut, cut)).turned(random.nextInt(WAYS));
        int small = cut / recipe.scale();
        var strengths = new Strengths();
        var damaged = damage.damaged(whole, small, small, random, codecs, strengths);
        var told = strengths.told(random);
        return new Pair(
                inner(before.answer(damaged, told), RIM),
                told.apply(recipe.net().told()),
                inner(whole, RIM * recipe.scale()));
    }

    private static Picture inner(Picture picture, int rim) {
        return picture.crop(new Rect(rim, rim, picture.width() - 2 * rim, picture.height() - 2 * rim));
    }

    private static void add(Picture picture, float[] to, int number) {
        var samples = picture.samples();
        int at = number * samples.length;
        for (int i = 0; i < samples.length; i++) {
            to[at + i] = samples[i] / Picture.WHITE;
        }
    }
}
