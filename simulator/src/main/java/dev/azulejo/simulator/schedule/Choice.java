package dev.azulejo.simulator.schedule;

/// Something unusual that a run chose: another fiber to go on, a fault, a delay. A run is its list of
/// choices.
///
/// @param fiber that chose; `world` before there was any
/// @param point how often that fiber had let others run before
/// @param kind what was chosen
/// @param value the choice: a number, or the name of a fiber
public record Choice(String fiber, long point, String kind, String value) {
    String site() {
        return site(fiber, point, kind);
    }

    static String site(String fiber, long point, String kind) {
        return fiber + " " + point + " " + kind;
    }

    @Override
    public String toString() {
        return "%s, point %d: %s %s".formatted(fiber, point, kind, value);
    }
}
