package dev.azulejo.core.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kind of processor that runs models, as far as plans depend on it; results do not.
public enum Processor {
    /// One core of a CPU, as cards state it.
    CPU("cpu", "cpu-core"),
    /// A whole GPU with 24 GB of memory.
    GPU("gpu", "gpu");

    private final String ofSide;
    private final String ofSpeed;

    Processor(String ofSide, String ofSpeed) {
        this.ofSide = ofSide;
        this.ofSpeed = ofSpeed;
    }

    /// The name under which cards state the best side.
    String ofSide() {
        return ofSide;
    }

    /// The name under which cards state the speed.
    String ofSpeed() {
        return ofSpeed;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Processor> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
