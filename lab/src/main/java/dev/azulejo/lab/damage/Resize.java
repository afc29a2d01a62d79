package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Filter;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Resizing;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Makes a picture larger or smaller, as programs on its way do; [Fit] undoes it.
///
/// @param filters of which one is drawn
/// @param factor by which sides grow, such as `[0.5, 1.5]`
public record Resize(@Nullable Double chance, List<Filter> filters, Range factor) implements DamageStep {
    private static final double LEAST = 0.1;
    private static final double MOST = 4;

    public Resize {
        Chance.of(chance);
        if (filters == null || filters.isEmpty() || factor == null) {
            throw new IllegalArgumentException("resize needs filters and factor");
        }
        filters = List.copyOf(filters);
        factor.within("resize: factor", LEAST, MOST);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        var filter = filters.get(random.nextInt(filters.size()));
        double by = factor.drawn(random);
        return Resizing.resized(picture, scaled(picture.width(), by), scaled(picture.height(), by), filter);
    }

    private static int scaled(int side, double factor) {
        return Math.max(1, (int) Math.round(side * factor));
    }
}
