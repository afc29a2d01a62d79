package dev.azulejo.functions.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.NthCall;
import dev.azulejo.storage.testkit.NthCall.Fault;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever happens to the function that brings files from drives at any of its calls: each is brought once.
class ArrivalsFaultsTest {
    @ParameterizedTest
    @EnumSource
    void whateverHappensAtACallNothingIsBroughtTwice(Fault fault) {
        int calls = NthCall.each(fault, call -> {
            var world = new RouteWorld();
            ArrivalsTest.dropFour(world);
            call.beforeIt(() -> world.bring(RouteWorld.NOBODY));
            call.during(() -> world.arrivals(call).bring("call", world.shift()));
            world.from.put("resize/late.png", "c"); // which the feed of changes tells of
            call.during(() -> world.arrivals(call).bring("call", world.shift()));
            for (int look = 0; look < 3; look++) {
                world.now = world.now.plus(Duration.ofMinutes(20));
                world.arrivals(call).bring("call", world.shift());
            }
            assertThat(world.inbox.keys())
                    .containsExactly(
                            "photo-x2/b c/ü.png",
                            "resize/a.png",
                            "resize/a.png.azulejo.json",
                            "resize/azulejo.json",
                            "resize/late.png");
            assertThat(world.inbox.commits()).isEqualTo(5 + 1);
        });
        assertThat(calls).isGreaterThan(25);
    }
}
