package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/// Pictures as other programs made them.
final class Reference {
    private Reference() {}

    static Picture picture(String name, int width, int height) {
        try (var in = Reference.class.getResourceAsStream("%s-%dx%d.f32".formatted(name, width, height))) {
            var picture = Picture.blank(width, height);
            ByteBuffer.wrap(Objects.requireNonNull(in, name).readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(picture.samples());
            return picture;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double difference(Picture picture, String name) {
        return difference(picture, name, 0);
    }

    /// The greatest difference of a sample, with a border left out.
    static double difference(Picture picture, String name, int border) {
        var other = picture(name, picture.width(), picture.height());
        double most = 0;
        for (int i = 0; i < picture.samples().length; i++) {
            int at = i % picture.pixels();
            int x = at % picture.width();
            int y = at / picture.width();
            if (Math.min(Math.min(x, picture.width() - 1 - x), Math.min(y, picture.height() - 1 - y)) >= border) {
                most = Math.max(most, Math.abs(picture.samples()[i] - other.samples()[i]));
            }
        }
        return most;
    }

    /// The mean of all differences.
    static double meanDifference(Picture picture, String name) {
        var other = picture(name, picture.width(), picture.height());
        double sum = 0;
        for (int i = 0; i < picture.samples().length; i++) {
            sum += Math.abs(picture.samples()[i] - other.samples()[i]);
        }
        return sum / picture.samples().length;
    }
}
