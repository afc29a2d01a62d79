package dev.azulejo.core.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class AsideTest {
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theOwnerGoesOnMeanwhile() {
        var ownersTurn = new CountDownLatch(1);
        try (var aside = Aside.onThread("aside")) {
            aside.begin(() -> {
                await(ownersTurn);
                done.add(Thread.currentThread().getName());
            });
            done.add("owner");
            ownersTurn.countDown();
            aside.end();
        }
        assertThat(done).containsExactly("owner", "aside");
    }

    @Test
    void oneThingIsDoneAtATime() {
        try (var aside = Aside.onThread("aside")) {
            for (var name : List.of("a", "b", "c")) {
                aside.begin(() -> {
                    done.add(name + " begins");
                    done.add(name + " ends");
                });
                assertThat(done).hasSizeBetween(2 * (name.charAt(0) - 'a'), 2 * (name.charAt(0) - 'a') + 2);
            }
            aside.end();
        }
        assertThat(done).containsExactly("a begins", "a ends", "b begins", "b ends", "c begins", "c ends");
    }

    @Test
    void whatFailedIsThrownToWhoeverBeginsTheNext() {
        try (var aside = Aside.onThread("aside")) {
            aside.begin(() -> {
                throw new IllegalArgumentException("disk full");
            });
            assertThatThrownBy(() -> aside.begin(() -> done.add("next")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("disk full");
        }
        assertThat(done).isEmpty();
    }

    @Test
    void whatFailedLastIsThrownAtTheEnd() {
        try (var aside = Aside.onThread("aside")) {
            aside.begin(() -> {
                throw new IllegalArgumentException("disk full");
            });
            assertThatThrownBy(aside::end).hasMessage("disk full");
        }
    }

    @Test
    void nothingGoesOnBehindAnOwnerWhoFailed() {
        var begun = new CountDownLatch(1);
        var aside = Aside.onThread("aside");
        aside.begin(() -> {
            begun.countDown();
            done.add("written");
            throw new IllegalArgumentException("disk full");
        });
        await(begun);
        assertThatCode(aside::close).doesNotThrowAnyException();
        assertThat(done).containsExactly("written");
    }

    @Test
    void aCallersIsDoneAtOnce() {
        try (var aside = Aside.ofCaller()) {
            aside.begin(() -> done.add(Thread.currentThread().getName()));
            assertThat(done).containsExactly(Thread.currentThread().getName());
        }
    }
}
