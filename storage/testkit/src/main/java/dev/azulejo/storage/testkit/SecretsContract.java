package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// Tests the promises of every keeper of secrets.
public abstract class SecretsContract {
    private static final String NAME = "dropbox/shop-1";

    protected abstract Secrets emptySecrets();

    @Test
    protected void aSecretIsKeptReplacedAndForgotten() {
        var secrets = emptySecrets();
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), "one \n ü")).isTrue();
        assertThat(secrets.find(NAME)).contains("one \n ü");
        assertThat(secrets.replace(NAME, Optional.of("one \n ü"), "two")).isTrue();
        assertThat(secrets.find(NAME)).contains("two");
        assertThat(secrets.find(NAME + "x")).isEmpty();
        secrets.remove(NAME);
        secrets.remove(NAME);
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), "three")).isTrue();
        assertThat(secrets.find(NAME)).contains("three");
    }

    @Test
    protected void whatIsKeptIsFoundAsItWas() {
        var secrets = emptySecrets();
        var odd = "{\"a\": \"ü 漢字 🎨 '$HOME' \\\\ `x`\"}\n second line \n" + "x".repeat(6000);
        assertThat(secrets.replace("dropbox/shop-2.b_c", Optional.empty(), odd)).isTrue();
        assertThat(secrets.find("dropbox/shop-2.b_c")).contains(odd);
    }

    @Test
    protected void whoeverExpectsAnotherReplacesNothing() {
        var secrets = emptySecrets();
        assertThat(secrets.replace(NAME, Optional.of("none"), "one")).isFalse();
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), "one")).isTrue();
        assertThat(secrets.replace(NAME, Optional.empty(), "two")).isFalse();
        assertThat(secrets.replace(NAME, Optional.of("two"), "three")).isFalse();
        assertThat(secrets.find(NAME)).contains("one");
    }

    @Test
    protected void whatWasThereBeforeMayComeBack() {
        var secrets = emptySecrets();
        assertThat(secrets.replace(NAME, Optional.empty(), "a")).isTrue();
        for (int time = 0; time < 3; time++) {
            assertThat(secrets.replace(NAME, Optional.of("a"), "b")).isTrue();
            assertThat(secrets.replace(NAME, Optional.of("b"), "a")).isTrue();
        }
        assertThat(secrets.find(NAME)).contains("a");
    }

    @Test
    protected void ofManyAtOnceOneIsFirst() throws Exception {
        var secrets = emptySecrets();
        assertThat(secrets.replace(NAME, Optional.empty(), "0")).isTrue();
        try (var threads = Executors.newFixedThreadPool(4)) {
            for (int round = 1; round <= 5; round++) {
                var before = secrets.find(NAME);
                var tries = new ArrayList<Callable<Optional<String>>>();
                for (int one = 0; one < 4; one++) {
                    var mine = "%d by %d".formatted(round, one);
                    tries.add(() -> secrets.replace(NAME, before, mine) ? Optional.of(mine) : Optional.<String>empty());
                }
                List<String> winners = threads.invokeAll(tries).stream()
                        .flatMap(tried -> tried.resultNow().stream())
                        .toList();
                assertThat(winners).hasSize(1);
                assertThat(secrets.find(NAME)).contains(winners.getFirst());
            }
        }
    }
}
