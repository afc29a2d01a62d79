package dev.azulejo.core.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What computes models, as far as a plan hangs on it: no result does.
public enum Processor {
    /// One core, as cards know it.
    CPU("cpu", "cpu-core"),
    /// A GPU with 24 GB of memory, all of it.
    GPU("gpu", "gpu");

    private final String ofSide;
    private final String ofSpeed;

    Processor(String ofSide, String ofSpeed) {
        this.ofSide = ofSide;
        this.ofSpeed = ofSpeed;
    }

    /// Under which name cards state the best side for it.
    String ofSide() {
        return ofSide;
    }

    /// Under which name cards state how fast it is.
    String ofSpeed() {
        return ofSpeed;
    }

    /// As people write it, such as `gpu`.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The one that people write so.
    public static Optional<Processor> named(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }
}
