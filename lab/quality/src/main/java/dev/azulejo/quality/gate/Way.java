package dev.azulejo.quality.gate;

import java.util.Locale;

/// A way through the gate: what a candidate must show.
public enum Way {
    /// It must measure no worse than the incumbent, and people must not prefer the incumbent.
    BY_MEASURES,

    /// People must prefer it, and it must keep floors of fidelity. This is for models that invent detail
    /// and replace models that do: a recipe that promises to be faithful is never given one that is not.
    BY_PEOPLE;

    public Bounds bounds() {
        return switch (this) {
            case BY_MEASURES -> Bounds.STANDARD;
            case BY_PEOPLE -> Bounds.BY_PEOPLE;
        };
    }

    /// The way's name in JSON.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
