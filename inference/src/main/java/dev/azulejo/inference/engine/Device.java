package dev.azulejo.inference.engine;

/// The device on which models run.
public enum Device {
    /// The first CUDA device if that works, else the CPU; the log says when CUDA was expected to work and
    /// did not.
    AUTO,
    CPU,
    /// The first CUDA device; without one, opening a model fails.
    CUDA
}
