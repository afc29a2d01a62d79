package dev.azulejo.inference.card;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which models stand in for which: promoted ones for all sources, and those on trial for some.
///
/// @param substitutes by the id that recipes name
public record Serving(Map<String, Substitute> substitutes) {
    static final Serving NONE = new Serving(Map.of());

    public Serving {
        substitutes = Map.copyOf(substitutes);
    }

    /// @param model that runs instead
    /// @param share of the sources, above 0 and at most 1
    /// @param decision the file that says why, below the folder of models
    public record Substitute(String model, double share, String decision) {
        public Substitute {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share is above 0 and at most 1, got " + share);
            }
        }

        /// The share in percent, for people.
        public String percent() {
            return BigDecimal.valueOf(share)
                    .movePointRight(2)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }

    List<Substitute> forModel(String id) {
        var substitute = substitutes.get(id);
        return substitute == null ? List.of() : List.of(substitute);
    }

    /// This serving with `substitute` in the place of `id`.
    public Serving with(String id, Substitute substitute) {
        var all = new TreeMap<>(substitutes);
        all.put(id, substitute);
        return new Serving(all);
    }

    /// This serving with `id` doing its work itself.
    public Serving without(String id) {
        var all = new TreeMap<>(substitutes);
        all.remove(id);
        return new Serving(all);
    }

    /// The ids of the models that are replaced, in order.
    public List<String> ids() {
        return new ArrayList<>(new TreeMap<>(substitutes).keySet());
    }
}
