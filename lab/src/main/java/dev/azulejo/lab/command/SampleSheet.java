package dev.azulejo.lab.command;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.lab.train.Batches.Pair;
import java.util.List;
import java.util.stream.IntStream;

/// Shows what a network makes of the first patches of `lab samples`: a row for each, with what it reads,
/// its answer and the truth beside each other. For one thread.
final class SampleSheet {
    private static final int ROWS = 4;
    private static final int COLUMNS = 3;

    private final List<Pair> pairs;
    private final TorchNet net;

    SampleSheet(TrainingRecipe recipe, Batches batches, TorchNet net) {
        this.net = net;
        pairs = IntStream.range(0, ROWS)
                .mapToObj(number -> batches.pair(Seeds.random(recipe.seed(), "sample", number)))
                .toList();
    }

    /// @param parameters of the network
    Picture with(float[] parameters) {
        int side = pairs.getFirst().truth().width();
        var sheet = Picture.blank(COLUMNS * side, ROWS * side);
        for (int row = 0; row < ROWS; row++) {
            var pair = pairs.get(row);
            var columns = List.of(grown(pair.input(), side), answer(pair, parameters, side), pair.truth());
            for (int column = 0; column < COLUMNS; column++) {
                paste(columns.get(column), sheet, new Rect(column * side, row * side, side, side));
            }
        }
        return sheet;
    }

    private Picture answer(Pair pair, float[] parameters, int side) {
        var input = pair.input();
        var samples = scaled(input.samples(), 1 / Picture.WHITE);
        var answer = net.answer(parameters, samples, input.width(), input.height(), pair.told());
        return new Picture(side, side, scaled(answer, Picture.WHITE));
    }

    private static float[] scaled(float[] samples, float by) {
        var result = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            result[i] = samples[i] * by;
        }
        return result;
    }

    /// Enlarges each pixel to a square, so that nothing is smoothed.
    private static Picture grown(Picture picture, int side) {
        int scale = side / picture.width();
        var grown = Picture.blank(side, side);
        for (int band = 0; band < Picture.BANDS; band++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    grown.samples()[(band * side + y) * side + x] =
                            picture.samples()[(band * picture.height() + y / scale) * picture.width() + x / scale];
                }
            }
        }
        return grown;
    }

    private static void paste(Picture part, Picture sheet, Rect at) {
        for (int band = 0; band < Picture.BANDS; band++) {
            for (int y = 0; y < at.height(); y++) {
                System.arraycopy(
                        part.samples(),
                        (band * part.height() + y) * part.width(),
                        sheet.samples(),
                        (band * sheet.height() + at.top() + y) * sheet.width() + at.left(),
                        at.width());
            }
        }
    }
}
