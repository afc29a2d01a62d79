package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Saves as WebP with losses.
///
/// @param quality 0 to 100
public record Webp(@Nullable Double chance, Range quality) implements DamageStep {
    public Webp {
        Chance.of(chance);
        if (quality == null) {
            throw new IllegalArgumentException("webp needs quality");
        }
        quality.within("webp: quality", 0, 100);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        return setting.codecs().webp(picture, quality.drawnWhole(random));
    }
}
