package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Secrets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What every [Secrets] promises.
public abstract class SecretsContract {
    private static final String NAME = "dropbox/default";

    /// Without secrets, another for each test.
    protected abstract Secrets emptySecrets();

    @Test
    void whatIsKeptIsFoundAsItWas() {
        var secrets = emptySecrets();
        var odd = "{\"a\": \"ü 漢字 🎨 '$HOME' \\\\ `x`\"}\n second line \n";
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), odd)).isTrue();
        assertThat(secrets.replace("dropbox/shop-2.b_c", Optional.empty(), "x".repeat(6000)))
                .isTrue();
        assertThat(secrets.find(NAME)).contains(odd);
        assertThat(secrets.find("dropbox/shop-2.b_c")).contains("x".repeat(6000));
        assertThat(secrets.find("dropbox/shop")).isEmpty();
    }

    @Test
    void onlyWhoKnowsWhatIsThereReplacesIt() {
        var secrets = emptySecrets();
        assertThat(secrets.replace(NAME, Optional.of("never was"), "a")).isFalse();
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), "a")).isTrue();
        assertThat(secrets.replace(NAME, Optional.empty(), "b")).isFalse();
        assertThat(secrets.replace(NAME, Optional.of("other"), "b")).isFalse();
        assertThat(secrets.find(NAME)).contains("a");
        assertThat(secrets.replace(NAME, Optional.of("a"), "b")).isTrue();
        assertThat(secrets.find(NAME)).contains("b");
    }

    @Test
    void ofSeveralAtOnceOneIsFirst() throws InterruptedException, ExecutionException {
        var secrets = emptySecrets();
        assertThat(secrets.replace(NAME, Optional.empty(), "before")).isTrue();
        var tries = IntStream.range(0, 4)
                .<Callable<Boolean>>mapToObj(
                        number -> () -> secrets.replace(NAME, Optional.of("before"), "by " + number))
                .toList();
        int first = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> done : threads.invokeAll(tries)) {
                first += done.get() ? 1 : 0;
            }
        }
        assertThat(first).isEqualTo(1);
        assertThat(secrets.find(NAME).orElseThrow()).startsWith("by ");
    }

    @Test
    void whatIsForgottenIsGone() {
        var secrets = emptySecrets();
        secrets.remove(NAME);
        assertThat(secrets.replace(NAME, Optional.empty(), "a")).isTrue();
        secrets.remove(NAME);
        secrets.remove(NAME);
        assertThat(secrets.find(NAME)).isEmpty();
        assertThat(secrets.replace(NAME, Optional.empty(), "b")).isTrue();
        assertThat(secrets.find(NAME)).contains("b");
    }
}
