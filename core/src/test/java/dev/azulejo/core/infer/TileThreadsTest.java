package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TileThreadsTest {
    @Test
    void tilesOfTheShardThatBeganFirstGoFirstInTheirOrder() {
        var ran = Collections.synchronizedList(new ArrayList<String>());
        try (var threads = new TileThreads(1)) {
            long first = threads.nextTurn();
            long second = threads.nextTurn();
            var mayGoOn = new CountDownLatch(1);
            var tasks = new ArrayList<Future<?>>();
            tasks.add(threads.submit(() -> {
                mayGoOn.await();
                return 0;
            }));
            for (var tile : List.of("a", "b")) {
                tasks.add(threads.submit(second, () -> ran.add("second " + tile)));
                tasks.add(threads.submit(first, () -> ran.add("first " + tile)));
            }
            tasks.add(threads.submit(() -> ran.add("fitting")));
            mayGoOn.countDown();
            tasks.forEach(TileThreads::join);
        }

        assertThat(ran).containsExactly("fitting", "first a", "first b", "second a", "second b");
    }
}
