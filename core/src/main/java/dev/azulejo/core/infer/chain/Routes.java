package dev.azulejo.core.infer.chain;

import dev.azulejo.core.infer.region.DrawnMixture;
import dev.azulejo.core.infer.region.RegionWeights;
import dev.azulejo.core.look.kind.Kind;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The last step of a chain for each kind of picture: one image may hold a photograph, a drawing and a pattern.
///
/// @param weights how much of a pixel is of each kind
/// @param steps by kind; all enlarge as often. Of two steps the answers are mixed (see [DrawnMixture]): the first is
/// for
///     photographs, the second for drawings
public record Routes(RegionWeights weights, Map<Kind, List<WarmStep>> steps) {
    public Routes {
        steps = Collections.unmodifiableMap(new EnumMap<>(steps));
    }

    /// Checks that the steps may replace the last step of a chain.
    void check(WarmStep last) {
        all().forEach(step -> {
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
        });
    }

    /// The halo of the step that looks furthest, in pixels of its input.
    public int haloPx() {
        return steps.values().stream().mapToInt(Routes::haloPx).max().orElse(0);
    }

    private static int haloPx(List<WarmStep> together) {
        int most = together.stream().mapToInt(WarmStep::haloPx).max().orElse(0);
        return together.size() == 1 ? most : most + DrawnMixture.REACH_PX;
    }

    Stream<WarmStep> all() {
        return steps.values().stream().flatMap(Collection::stream);
    }

    public List<WarmStep> of(Kind kind) {
        var found = steps.get(kind);
        if (found == null) {
            throw new IllegalStateException("nothing runs where the picture is of kind " + kind);
        }
        return found;
    }
}
