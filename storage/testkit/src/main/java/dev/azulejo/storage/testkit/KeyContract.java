package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.InvalidKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests which keys may be written; for reading see [SourceContract].
public interface KeyContract extends EmptyStorage {

    static Stream<String> invalidKeys() {
        var tooLong = "ä/".repeat(341) + "ab"; // 1,025 bytes, 684 characters
        return Stream.of(
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "../../etc/passwd",
                "a/..",
                "a/../b",
                "a/./b",
                "./a",
                "a\\b",
                "..\\a",
                "a\u0000b",
                "a\nb",
                "a\u007f",
                "a\u0080",
                "a\u009b31m",
                "\ud800",
                "a\udc00b",
                tooLong);
    }

    static Stream<String> oddKeys() {
        var longest = ("x".repeat(127) + "/").repeat(8);
        return Stream.of(
                "a b",
                " ",
                "a ",
                "a+b",
                "a%b",
                "%2e%2e/a",
                "a#b?c=d&e",
                "..a",
                "a..",
                "...",
                ".hidden",
                "~",
                "~a/b",
                "$HOME",
                "-rf",
                "*",
                "a:b",
                "C:/a",
                "a\"b'c",
                "<a>|b",
                "CON",
                "é",
                "e\u0301",
                "漢字/かな",
                "🎨",
                "\u00a0",
                "\u202e",
                "a@1",
                "jobs/1/source/0",
                longest.substring(0, 1023) + "y");
    }

    @ParameterizedTest
    @MethodSource("invalidKeys")
    default void nothingIsWrittenOrDeletedUnderAnInvalidKey(String key) {
        var storage = emptyStorage();
        Stored.put(storage, "b", "1");
        var calls = List.<Runnable>of(() -> storage.write(key, Map.of()), () -> storage.delete(key));
        for (var call : calls) {
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(call::run);
        }
        assertThat(Stored.keys(storage, "")).containsExactly("b");
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    default void takesOddKeysAsTheyAreOrRefusesThem(String key) {
        var storage = emptyStorage();
        if (!takes(key)) {
            assertThatExceptionOfType(InvalidKey.class).isThrownBy(() -> Stored.put(storage, key, "odd"));
            assertThat(storage.exists(key)).isFalse();
            assertThat(Stored.keys(storage, "")).isEmpty();
            return;
        }
        Stored.put(storage, key, "odd", Map.of("source", "1"));
        assertThat(storage.stat(key).orElseThrow().metadata()).isEqualTo(Map.of("source", "1"));
        assertThat(Stored.keys(storage, "")).containsExactly(key);
        assertThat(Stored.keys(storage, key)).containsExactly(key);
        storage.delete(key);
        assertThat(Stored.keys(storage, "")).isEmpty();
    }

    /// Tests an object below another: a bucket holds `a` beside `a/b`, a directory must refuse it before it
    /// harms the present one.
    @Test
    default void keepsAnObjectBelowAnotherOrRefusesIt() {
        var storage = emptyStorage();
        Stored.put(storage, "a", "above");
        keptOrRefused(() -> Stored.put(storage, "a/b", "below"));
        keptOrRefused(() -> Stored.put(storage, "a/b/c", "far below"));
        assertThat(Stored.text(storage, "a")).isEqualTo("above");
        Stored.put(storage, "c/d/e", "below");
        keptOrRefused(() -> Stored.put(storage, "c", "above"));
        keptOrRefused(() -> Stored.put(storage, "c/d", "above"));
        assertThat(Stored.text(storage, "c/d/e")).isEqualTo("below");
    }

    private static void keptOrRefused(Runnable put) {
        try {
            put.run();
        } catch (InvalidKey refused) {
            assertThat(refused.getMessage()).isNotEmpty();
        }
    }
}
