package dev.azulejo.lab.net;

/// One network of a chain, or the only one.
///
/// @param scale by how much it enlarges, 1 or more
/// @param arithmetic of its learning; answers are always computed in 32 bits
public record Link(NetDesign design, int scale, Arithmetic arithmetic) {
    /// The network's parameters as a row of their own.
    public Parameters parameters() {
        return Parameters.of(design, scale);
    }
}
