package dev.azulejo.quality.metric;

import java.util.Optional;
import java.util.function.Supplier;

/// An image that several others are compared with: what takes long to find out of it, and does not follow from the
/// others, is found out by the first comparison and kept for those after it. Of one image alone; for one thread.
public final class Original {
    private Optional<Fsim.Features> features = Optional.empty();

    boolean hasFeatures() {
        return features.isPresent();
    }

    Fsim.Features features(Supplier<Fsim.Features> made) {
        var its = features.orElseGet(made);
        features = Optional.of(its);
        return its;
    }
}
