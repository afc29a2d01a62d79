package dev.azulejo.lab.picture;

import com.fasterxml.jackson.annotation.JsonProperty;

/// The kernels by which pictures are resized; when they are made smaller, the kernel is as wide as the reduction, as
/// Pillow's are.
public enum Filter {
    @JsonProperty("box")
    BOX(0.5) {
        @Override
        double at(double x) {
            return x > -0.5 && x <= 0.5 ? 1 : 0;
        }
    },
    @JsonProperty("bilinear")
    BILINEAR(1) {
        @Override
        double at(double x) {
            return Math.max(0, 1 - Math.abs(x));
        }
    },
    /// The cubic kernel of Keys (1981) with a = −0.5.
    @JsonProperty("bicubic")
    BICUBIC(2) {
        @Override
        double at(double x) {
            double d = Math.abs(x);
            if (d < 1) {
                return (1.5 * d - 2.5) * d * d + 1;
            }
            return d < 2 ? (((d - 5) * d + 8) * d - 4) * -0.5 : 0;
        }
    },
    @JsonProperty("lanczos")
    LANCZOS(3) {
        @Override
        double at(double x) {
            return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
        }
    };

    private final double support;

    Filter(double support) {
        this.support = support;
    }

    /// How far the kernel reaches, in pixels of the smaller picture.
    double support() {
        return support;
    }

    /// The kernel's weight at a distance.
    abstract double at(double x);

    private static double sinc(double x) {
        return x == 0 ? 1 : StrictMath.sin(Math.PI * x) / (Math.PI * x);
    }
}
