package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.Density;
import org.jspecify.annotations.Nullable;

/// Computes the layout of a wanted size for an image. Pure.
///
/// @param image the upright image
public record Sizing(TargetSize target, Size image) {

    /// The most pixels of a side: layouts count them in 31 bits, and no format has more.
    private static final double MOST_SIDE = Integer.MAX_VALUE;

    /// @throws SizeRefused when the result would have no pixel, or more than can be counted
    public ResultLayout layout() {
        if (target.paper() != null) {
            return inBox(paperPixels(target.paper()), paperFit());
        }
        if (target.width() != null && target.height() != null) {
            return inBox(new Size(target.width(), target.height()), target.fit());
        }
        if (target.canvas() == null) {
            return ResultLayout.of(scaled(factor()));
        }
        return target.saysFactor() ? onCanvas(scaled(factor()), target.canvas()) : inBox(target.canvas(), Fit.CONTAIN);
    }

    private ResultLayout onCanvas(Size resized, Size canvas) {
        if (resized.width() > canvas.width() || resized.height() > canvas.height()) {
            throw new SizeRefused("becomes %s, larger than its canvas of %s; ask for a smaller size or a larger canvas"
                    .formatted(resized, canvas));
        }
        return ResultLayout.centred(resized, canvas, target.background());
    }

    /// The fit on paper, where by default the image is neither cut off nor distorted.
    private Fit paperFit() {
        return target.fit() == Fit.INSIDE ? Fit.CONTAIN : target.fit();
    }

    private Size paperPixels(Paper paper) {
        var turned = image.width() == image.height() ? paper : paper.turnedFor(image.width() > image.height());
        double dots = dotsPerInch();
        return new Size(
                whole(turned.width() / Density.MM_PER_INCH * dots),
                whole(turned.height() / Density.MM_PER_INCH * dots));
    }

    private double dotsPerInch() {
        var dots = target.dotsPerInch();
        return dots == null ? TargetSize.PRINT_DOTS_PER_INCH : dots;
    }

    private ResultLayout inBox(Size box, Fit fit) {
        double across = (double) box.width() / image.width();
        double down = (double) box.height() / image.height();
        return switch (fit) {
            case INSIDE -> ResultLayout.of(atMost(scaled(Math.min(across, down)), box));
            case CONTAIN -> ResultLayout.centred(atMost(scaled(Math.min(across, down)), box), box, target.background());
            case COVER -> ResultLayout.centred(atLeast(scaled(Math.max(across, down)), box), box, target.background());
            case FILL -> ResultLayout.of(box);
        };
    }

    private static Size atMost(Size size, Size box) {
        return new Size(Math.min(size.width(), box.width()), Math.min(size.height(), box.height()));
    }

    private static Size atLeast(Size size, Size box) {
        return new Size(Math.max(size.width(), box.width()), Math.max(size.height(), box.height()));
    }

    private double factor() {
        if (target.width() != null) {
            return (double) target.width() / image.width();
        }
        if (target.height() != null) {
            return (double) target.height() / image.height();
        }
        if (target.percent() != null) {
            return target.percent() / 100;
        }
        if (target.atLeast() != null) {
            return Math.max(1, (double) target.atLeast() / Math.max(image.width(), image.height()));
        }
        return 1;
    }

    private Size scaled(double factor) {
        return new Size(whole(image.width() * factor), whole(image.height() * factor));
    }

    /// Rounds a side, which never vanishes: of 100,000x1 at a tenth, 10,000x1 are left.
    private static int whole(double length) {
        if (length > MOST_SIDE) {
            throw new SizeRefused(
                    "asks for %.0f pixels a side; no result has more than %.0f".formatted(length, MOST_SIDE));
        }
        return (int) Math.max(1, Math.round(length));
    }

    /// The most enlargement along a side; below 1 if the image is reduced along both.
    public static double enlargement(Size image, ResultLayout layout) {
        return Math.max(
                (double) layout.resized().width() / image.width(),
                (double) layout.resized().height() / image.height());
    }

    /// The image's own pixels per inch of the result; null if neither paper nor density was asked for.
    public @Nullable Double effectiveDotsPerInch() {
        if (target.paper() == null && target.dotsPerInch() == null) {
            return null;
        }
        return dotsPerInch() / enlargement(image, layout());
    }
}
