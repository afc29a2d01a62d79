package dev.azulejo.core.recipe;

import org.jspecify.annotations.Nullable;

/// One model of a chain, pinned to its weights.
///
/// @param sha256 of the weights, in lower-case hex
/// @param strength what to remove, for models that are told: the standard deviation of noise in levels of 255,
///     above 0, or the loss by a JPEG, 100 less its quality; absent for noise that is to be estimated from the
///     image, and for models that are told neither
/// @param denoise how much of the noise that was estimated or measured to remove, in percent: the rest
///     stays as grain. Absent for all of it, and for models that take none
/// @param engine the engine that runs it, such as `openvino bf16`; absent for the usual engine in 32 bits.
///     Others give other bytes, so it is part of the job's identity, and a process that resumes the job
///     needs the same one
public record Step(
        String model,
        String sha256,
        @Nullable Double strength,
        @Nullable Integer denoise,
        @Nullable String engine) {
    /// The share that means all of the noise, in percent.
    public static final int ALL = 100;

    public Step {
        if (denoise != null && (denoise < 1 || denoise >= ALL)) {
            throw new IllegalArgumentException(
                    "a step of %s removes %d %% of the noise, not 1 to 99; all of it is not said"
                            .formatted(model, denoise));
        }
    }

    public Step(String model, String sha256, @Nullable Double strength, @Nullable String engine) {
        this(model, sha256, strength, null, engine);
    }

    public Step(String model, String sha256) {
        this(model, sha256, null);
    }

    public Step(String model, String sha256, @Nullable Double strength) {
        this(model, sha256, strength, null);
    }

    Step withStrength(double newStrength) {
        return new Step(model, sha256, newStrength, denoise, engine);
    }
}
