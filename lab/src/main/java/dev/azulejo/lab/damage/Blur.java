package dev.azulejo.lab.damage;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.azulejo.lab.picture.Picture;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Mixes neighbouring pixels, as lenses, motion and bad resizing do.
///
/// @param shapes of which one is drawn
/// @param size in pixels: the deviation of a normal distribution, the radius of a disk, half the length of a motion;
///     of a sinc, π divided by its cut-off
public record Blur(@Nullable Double chance, List<Shape> shapes, Range size) implements DamageStep {
    private static final double LEAST = 0.1;
    private static final double MOST = 12;
    private static final int SINC_RADIUS = 10;

    /// The shape into which a point is spread.
    public enum Shape {
        @JsonProperty("isotropic")
        ISOTROPIC,
        @JsonProperty("anisotropic")
        ANISOTROPIC,
        @JsonProperty("defocus")
        DEFOCUS,
        @JsonProperty("motion")
        MOTION,
        @JsonProperty("sinc")
        SINC
    }

    public Blur {
        Chance.of(chance);
        if (shapes == null || shapes.isEmpty() || size == null) {
            throw new IllegalArgumentException("blur needs shapes and size");
        }
        shapes = List.copyOf(shapes);
        size.within("blur: size", LEAST, MOST);
    }

    @Override
    public Picture damaged(Picture picture, Random random, Setting setting) {
        var shape = shapes.get(random.nextInt(shapes.size()));
        double pixels = size.drawn(random);
        double other = size.drawn(random);
        double turn = Math.PI * random.nextDouble();
        return kernel(shape, pixels, other, turn).mixed(picture);
    }

    static Kernel kernel(Shape shape, double pixels, double other, double turn) {
        return switch (shape) {
            case ISOTROPIC -> Kernel.gaussian(pixels, pixels, 0);
            case ANISOTROPIC -> Kernel.gaussian(pixels, other, turn);
            case DEFOCUS -> Kernel.defocus(pixels);
            case MOTION -> Kernel.motion(2 * pixels, turn);
            case SINC -> Kernel.sinc(Math.PI / Math.max(1, pixels), SINC_RADIUS);
        };
    }
}
