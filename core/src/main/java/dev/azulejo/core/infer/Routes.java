package dev.azulejo.core.infer;

import dev.azulejo.core.look.Kind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The last step of a chain for each kind of picture: one image may hold a photograph, a drawing and a pattern.
///
/// @param weights how much of a pixel is of each kind
/// @param steps by kind; all enlarge as often
record Routes(RegionWeights weights, Map<Kind, WarmStep> steps) {
    Routes {
        steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    }

    void check(WarmStep last) {
        for (var step : steps.values()) {
            if (last.alignment() % step.alignment() != 0
                    || step.model().scale() != last.model().scale()) {
                throw new IllegalArgumentException(
                        "a step that enlarges %d times, with an alignment of %d, cannot take the place of one with %d and %d"
                                .formatted(
                                        step.model().scale(),
                                        step.alignment(),
                                        last.model().scale(),
                                        last.alignment()));
            }
        }
    }

    /// How far the one looks that looks furthest.
    int haloPx() {
        return steps.values().stream().mapToInt(WarmStep::haloPx).max().orElse(0);
    }

    WarmStep step(Kind kind) {
        var step = steps.get(kind);
        if (step == null) {
            throw new IllegalStateException("nothing runs where the picture is of kind " + kind);
        }
        return step;
    }
}
