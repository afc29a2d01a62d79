package dev.azulejo.quality.metric.fsim;

import java.util.Optional;
import java.util.function.Supplier;

/// An image that several others are compared with. What is slow to compute and does not depend on the
/// others is computed by the first comparison and kept. For one image and one thread.
public final class Original {
    private Optional<Fsim.Features> features = Optional.empty();

    boolean hasFeatures() {
        return features.isPresent();
    }

    Fsim.Features features(Supplier<Fsim.Features> made) {
        var known = features.orElseGet(made);
        features = Optional.of(known);
        return known;
    }
}
