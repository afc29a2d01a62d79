package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Simulates a small camera: light falls on a sensor that sees one colour at each pixel (Bayer, RGGB), is
/// counted, gets the noise of the electronics, and the missing colours are computed from neighbours. Such
/// noise is correlated over some pixels, and is stronger in dark parts once tones are bent for a screen.
///
/// @param shot deviation of counted light where the picture is white, in levels of linear light of 255
/// @param read deviation of the electronics, likewise
public record Camera(@Nullable Double chance, Range shot, Range read) implements DamageStep {
    private static final double MOST = 60;

    public Camera {
        Chance.of(chance);
        if (shot == null || read == null) {
            throw new IllegalArgumentException("camera needs shot and read");
        }
        shot.within("camera: shot", 0, MOST);
        read.within("camera: read", 0, MOST);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        double ofLight = shot.drawn(random);
        double ofElectronics = read.drawn(random);
        var sensor = Mosaic.of(picture);
        var seen = sensor.samples();
        for (int i = 0; i < seen.length; i++) {
            double drawn = random.nextGaussian();
            double counted = Counts.noisy(seen[i], ofLight, random, drawn);
            seen[i] = (float) Math.clamp(counted + ofElectronics * random.nextGaussian(), 0, Picture.WHITE);
        }
        return sensor.picture();
    }
}
