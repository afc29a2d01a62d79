package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.OtherThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TileThreadsTest {
    @Test
    void tilesOfAnEarlierShardRunFirstAndThoseOfOneShardInTheirOrder() {
        var ran = new ConcurrentLinkedQueue<String>();
        var free = new CountDownLatch(1);
        try (var threads = new TileThreads(1)) {
            long first = threads.turn();
            long second = threads.turn();
            var running = new ArrayList<Future<?>>();
            running.add(threads.submit(second, () -> {
                free.await();
                return ran.add("at work already");
            }));
            for (var tile : List.of("second a", "second b")) {
                running.add(threads.submit(second, () -> ran.add(tile)));
            }
            for (var tile : List.of("first a", "first b")) {
                running.add(threads.submit(first, () -> ran.add(tile)));
            }
            running.add(threads.submit(() -> ran.add("what models are told")));
            free.countDown();
            running.forEach(OtherThread::join);
        }
        assertThat(ran)
                .containsExactly(
                        "at work already", "what models are told", "first a", "first b", "second a", "second b");
    }
}
