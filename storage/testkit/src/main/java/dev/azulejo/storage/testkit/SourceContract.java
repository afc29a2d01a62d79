package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the promises of every [dev.azulejo.storage.Source]. The test of a read-only provider extends this
/// and says how objects get there.
public abstract class SourceContract implements ReadingContract {
    @ParameterizedTest
    @MethodSource("dev.azulejo.storage.testkit.KeyContract#invalidKeys")
    void nothingIsReadUnderAnInvalidKey(String key) {
        var place = emptySource().source();
        var calls = List.<Runnable>of(
                () -> place.read(key),
                () -> place.readVersion(key, "sha256:0"),
                () -> place.readRange(key, 0, 0),
                () -> place.stat(key),
                () -> place.exists(key),
                () -> place.version(key));
        for (var call : calls) {
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(call::run);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.azulejo.storage.testkit.KeyContract#oddKeys")
    void oddKeysAreReadAsTheyAre(String key) {
        if (!takes(key)) {
            assertThat(emptySource().source().exists(key)).isFalse();
            return;
        }
        var filled = emptySource();
        filled.put(key, "odd");
        assertThat(Stored.text(filled.source(), key)).isEqualTo("odd");
        assertThat(filled.source().stat(key).orElseThrow().key()).isEqualTo(key);
    }
}
