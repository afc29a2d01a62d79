package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Filter;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Resizing;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Resizes to the size that the network reads, and rounds to 8 bits: each pipeline has one such step.
///
/// @param filters of which one is drawn; bicubic if JSON names none
public record Fit(@Nullable Double chance, List<Filter> filters) implements DamageStep {
    public Fit {
        if (chance != null) {
            throw new IllegalArgumentException("fit has no chance: without it the picture would not fit");
        }
        filters = filters == null || filters.isEmpty() ? List.of(Filter.BICUBIC) : List.copyOf(filters);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        var filter = filters.get(random.nextInt(filters.size()));
        boolean fits = picture.width() == setting.width() && picture.height() == setting.height();
        var fitted = fits ? picture : Resizing.resized(picture, setting.width(), setting.height(), filter);
        return fitted.rounded();
    }
}
