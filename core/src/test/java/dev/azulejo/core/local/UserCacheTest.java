package dev.azulejo.core.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.core.failure.PermanentFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserCacheTest {
    private static Path of(Map<String, String> environment) {
        return UserCache.of(environment);
    }

    @Test
    void isWhereTheUserKeepsCaches() {
        assertThat(of(Map.of("XDG_CACHE_HOME", "/caches", "HOME", "/home/ann"))).isEqualTo(Path.of("/caches/azulejo"));
        assertThat(of(Map.of("HOME", "/home/ann"))).isEqualTo(Path.of("/home/ann/.cache/azulejo"));
        assertThat(of(Map.of("XDG_CACHE_HOME", " ", "HOME", "/home/ann")))
                .isEqualTo(Path.of("/home/ann/.cache/azulejo"));
    }

    @Test
    void aRelativeFolderIsNone() {
        assertThat(of(Map.of("XDG_CACHE_HOME", "caches", "HOME", "/home/ann")))
                .isEqualTo(Path.of("/home/ann/.cache/azulejo"));
        assertThatExceptionOfType(PermanentFailure.class).isThrownBy(() -> of(Map.of("HOME", "?")));
    }

    @Test
    void withoutAHomeThereIsNoneAndNoSharedOneInstead() {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> of(Map.of()))
                .withMessageContaining("set HOME, or XDG_CACHE_HOME, to a folder of your own");
    }

    @Test
    void settingsAreWhereTheUserKeepsThemOrElseInTheCache() {
        assertThat(UserCache.settings(Map.of("XDG_CONFIG_HOME", "/settings", "HOME", "/home/ann")))
                .isEqualTo(Path.of("/settings/azulejo"));
        assertThat(UserCache.settings(Map.of("HOME", "/home/ann"))).isEqualTo(Path.of("/home/ann/.config/azulejo"));
        assertThat(UserCache.settings(Map.of("XDG_CACHE_HOME", "/caches")))
                .isEqualTo(Path.of("/caches/azulejo/settings"));
    }
}
