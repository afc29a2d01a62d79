package dev.azulejo.lab.picture;

import java.util.Random;

/// A shape in a drawn scene, somewhere on the canvas, whose surface has a colour, a gradient and a texture.
/// Lengths are in pixels of the canvas.
final class Leaf {
    private static final double STRAIGHT = Math.PI / 2;
    private static final float CHROMA = 28;

    private enum Shape {
        ELLIPSE,
        RECTANGLE,
        TRIANGLE,
        RING
    }

    private enum Texture {
        PLAIN,
        ROUGH,
        WAVES,
        BARS
    }

    /// The textures to choose from: most shapes are plain, others rough by nature.
    private static final Texture[] TEXTURES = {
        Texture.PLAIN,
        Texture.PLAIN,
        Texture.PLAIN,
        Texture.ROUGH,
        Texture.ROUGH,
        Texture.ROUGH,
        Texture.WAVES,
        Texture.BARS
    };

    private final Shape shape;
    private final Texture texture;
    private final double centreX;
    private final double centreY;
    private final double cos;
    private final double sin;
    private final double length;
    private final double breadth;
    private final double thickness;
    private final float[] colour = new float[Picture.BANDS];
    private final float[] tint = new float[Picture.BANDS];
    private final double gradient;
    private final double contrast;
    private final double waveX;
    private final double waveY;

    /// @param radius half of the shape's longer side
    Leaf(Random random, int canvas, double radius) {
        shape = Shape.values()[random.nextInt(Shape.values().length)];
        texture = TEXTURES[random.nextInt(TEXTURES.length)];
        centreX = random.nextDouble() * canvas;
        centreY = random.nextDouble() * canvas;
        // what people build is upright more often than not
        double turn = random.nextInt(3) == 0 ? STRAIGHT * random.nextInt(4) : Math.PI * 2 * random.nextDouble();
        cos = StrictMath.cos(turn);
        sin = StrictMath.sin(turn);
        length = radius;
        breadth =
                radius * (random.nextInt(4) == 0 ? 0.04 + 0.1 * random.nextDouble() : 0.3 + 0.7 * random.nextDouble());
        thickness = 0.06 + 0.4 * random.nextDouble();
        float light = Picture.WHITE * random.nextFloat();
        for (int band = 0; band < Picture.BANDS; band++) {
            colour[band] = light + CHROMA * (float) random.nextGaussian();
            tint[band] = 0.7f + 0.6f * random.nextFloat();
        }
        gradient = 40 * random.nextDouble() / radius;
        contrast = texture == Texture.PLAIN ? 0 : 4 + 50 * random.nextDouble() * random.nextDouble();
        double period = 4 + 36 * random.nextDouble();
        double direction = Math.PI * 2 * random.nextDouble();
        waveX = StrictMath.cos(direction) / period;
        waveY = StrictMath.sin(direction) / period;
    }

    /// Half the side of the square around the centre that contains the shape.
    double reach() {
        return Math.hypot(length, breadth);
    }

    double centreX() {
        return centreX;
    }

    double centreY() {
        return centreY;
    }

    boolean covers(int x, int y) {
        double along = (x - centreX) * cos + (y - centreY) * sin;
        double across = (y - centreY) * cos - (x - centreX) * sin;
        double u = along / length;
        double v = across / breadth;
        return switch (shape) {
            case ELLIPSE -> u * u + v * v < 1;
            case RECTANGLE -> Math.abs(u) < 1 && Math.abs(v) < 1;
            case TRIANGLE -> u > -1 && Math.abs(v) < (1 - u) / 2;
            case RING -> u * u + v * v < 1 && u * u + v * v > (1 - thickness) * (1 - thickness);
        };
    }

    /// Writes the shape's colour to a pixel.
    ///
    /// @param roughness from −1 to 1, that of the scene at this place
    void paint(float[] samples, int at, int pixels, int x, int y, float roughness) {
        double along = (x - centreX) * cos + (y - centreY) * sin;
        double wave = x * waveX + y * waveY;
        double phase = wave - Math.floor(wave);
        double relief = switch (texture) {
            case PLAIN -> 0;
            case ROUGH -> roughness;
            case WAVES -> 1 - 8 * Math.abs(phase - 0.5) * (1 - Math.abs(phase - 0.5));
            case BARS -> phase < 0.5 ? -1 : 1;
        };
        for (int band = 0; band < Picture.BANDS; band++) {
            double sample = colour[band] + gradient * along + contrast * tint[band] * relief;
            samples[band * pixels + at] = (float) Math.clamp(sample, 0, Picture.WHITE);
        }
    }
}
