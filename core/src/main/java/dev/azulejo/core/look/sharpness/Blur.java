package dev.azulejo.core.look.sharpness;

/// How soft the sharpest edges of a picture are.
///
/// @param sigma standard deviation in pixels of the Gaussian that would make edges this soft; up to 0.6 for a sharp
///     picture, where it says no more: a step from one pixel to the next has 0.55
/// @param edges places on edges that it was measured at
public record Blur(double sigma, long edges) {
    public Blur {
        if (!(sigma >= 0) || edges < 1) {
            throw new IllegalArgumentException("no such blur: sigma %s at %d edges".formatted(sigma, edges));
        }
    }
}
