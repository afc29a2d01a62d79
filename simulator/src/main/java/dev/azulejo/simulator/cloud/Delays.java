package dev.azulejo.simulator.cloud;

import dev.azulejo.simulator.port.Surroundings;

/// Delays of messages: mostly none, and now and then a very long one.
final class Delays {
    private static final int SHORT = 3;
    private static final int LONG = 250;
    private static final int VERY_LONG = 3_500;

    private Delays() {}

    /// Draws a delay, in steps.
    ///
    /// @param kind what is under way
    static int any(Surroundings surroundings, String kind) {
        return surroundings.draw("delay of " + kind, random -> {
            int dice = random.nextInt(100);
            return random.nextInt(dice < 75 ? SHORT : dice < 97 ? LONG : VERY_LONG);
        });
    }
}
