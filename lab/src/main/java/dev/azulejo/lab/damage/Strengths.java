package dev.azulejo.lab.damage;

import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Seeds;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/// Records how much noise and JPEG a damage had, for a network that is told of it. Not thread-safe.
public final class Strengths {
    /// The range of what a measurement of noise finds, as a share of it: it may take texture for noise.
    private static final double[] FOUND = {0.8, 1.15};

    /// The range of what it finds of noise that then went through a JPEG, which removes some of it.
    private static final double[] FOUND_AFTER_JPEG = {0.4, 1.1};

    private static final double WHOLE = 100;

    private double noise;
    private double jpeg;
    private boolean isSaved;

    /// @param deviation in levels of 255; several are added as squares
    void noise(double deviation) {
        noise = Math.hypot(noise, deviation);
        isSaved = false;
    }

    /// @param quality 1 to 100; the lowest of several counts
    void jpeg(int quality) {
        jpeg = Math.max(jpeg, 1 - quality / WHOLE);
        isSaved = true;
    }

    /// What networks are told, by one measurement for all of them: it finds not quite the real noise.
    public Function<List<Told>, float[]> told(Random random) {
        var found = isSaved ? FOUND_AFTER_JPEG : FOUND;
        double measured = noise * Seeds.between(random, found[0], found[1]) / Picture.WHITE;
        double lost = jpeg;
        return asked -> told(asked, measured, lost);
    }

    private static float[] told(List<Told> asked, double noise, double jpeg) {
        var told = new float[asked.size()];
        for (int i = 0; i < told.length; i++) {
            told[i] = (float) (asked.get(i) == Told.NOISE ? noise : jpeg);
        }
        return told;
    }
}
