package dev.azulejo.lab.export;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.lab.damage.Codecs;
import dev.azulejo.lab.picture.Filter;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Resizing;
import java.util.function.UnaryOperator;

/// How near a model comes to a photograph, compared to doing without it: PSNR of RGB in dB, without a
/// border of some pixels.
///
/// @param without PSNR of bicubic interpolation, or of the JPEG itself
/// @param with PSNR of the model's answer
public record Measured(double without, double with) {
    private static final int BORDER = 4;
    private static final int FULL_COLOUR_QUALITY = 90;

    /// Sides are a multiple of this in any case, so that most networks are measured on the same pixels.
    private static final int LEAST_ALIGNED = 2;

    /// Reduces a picture bicubically, enlarges it by the model, and compares.
    ///
    /// @param aligned the number of which sides of what the model reads must be a multiple
    public static Measured enlarged(Picture picture, int scale, int aligned, UnaryOperator<Picture> model) {
        var truth = whole(picture, Math.max(LEAST_ALIGNED, aligned) * scale);
        var small = Resizing.resized(truth, truth.width() / scale, truth.height() / scale, Filter.BICUBIC)
                .rounded();
        var bicubic = Resizing.resized(small, truth.width(), truth.height(), Filter.BICUBIC);
        return of(truth, bicubic, model.apply(small));
    }

    /// Reduces a picture bicubically if it is to be enlarged, saves it as JPEG, restores it by the model,
    /// and compares.
    ///
    /// @param aligned the number of which sides of what the model reads must be a multiple
    public static Measured restored(
            Picture picture, int scale, int quality, int aligned, Codecs codecs, UnaryOperator<Picture> model) {
        var truth = whole(picture, Math.max(LEAST_ALIGNED, aligned) * scale);
        var small = scale == 1
                ? truth
                : Resizing.resized(truth, truth.width() / scale, truth.height() / scale, Filter.BICUBIC)
                        .rounded();
        var damaged = codecs.jpeg(small, quality, quality < FULL_COLOUR_QUALITY);
        var without = scale == 1 ? damaged : Resizing.resized(damaged, truth.width(), truth.height(), Filter.BICUBIC);
        return of(truth, without, model.apply(damaged));
    }

    private static Picture whole(Picture picture, int factor) {
        return picture.crop(new Rect(
                0, 0, picture.width() - picture.width() % factor, picture.height() - picture.height() % factor));
    }

    private static Measured of(Picture truth, Picture without, Picture with) {
        return new Measured(truth.psnr(without.rounded(), BORDER), truth.psnr(with.rounded(), BORDER));
    }

    /// How much nearer the model comes, in dB.
    public double gain() {
        return with - without;
    }
}
