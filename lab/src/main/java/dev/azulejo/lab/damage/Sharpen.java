package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Sharpens as cameras and people do, which leaves halos: adds the difference to a blurred picture once
/// more.
///
/// @param size deviation of the blur, in pixels
/// @param amount how many times the difference is added
public record Sharpen(@Nullable Double chance, Range size, Range amount) implements DamageStep {
    private static final double LEAST = 0.1;
    private static final double MOST_SIZE = 8;
    private static final double MOST_AMOUNT = 5;

    public Sharpen {
        Chance.of(chance);
        if (size == null || amount == null) {
            throw new IllegalArgumentException("sharpen needs size and amount");
        }
        size.within("sharpen: size", LEAST, MOST_SIZE);
        amount.within("sharpen: amount", 0, MOST_AMOUNT);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        double pixels = size.drawn(random);
        float share = (float) amount.drawn(random);
        var blurred = Kernel.gaussian(pixels, pixels, 0).mixed(picture);
        var result = Picture.blank(picture.width(), picture.height());
        for (int i = 0; i < result.samples().length; i++) {
            float sample = picture.samples()[i];
            result.samples()[i] = Math.clamp(sample + share * (sample - blurred.samples()[i]), 0, Picture.WHITE);
        }
        return result;
    }
}
