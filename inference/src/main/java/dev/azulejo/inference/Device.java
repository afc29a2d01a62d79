package dev.azulejo.inference;

/// Where models run.
public enum Device {
    /// On the first CUDA device if that works, else on the CPU; the log says when it could have and did not.
    AUTO,
    CPU,
    /// On the first CUDA device; without one, opening a model fails.
    CUDA
}
