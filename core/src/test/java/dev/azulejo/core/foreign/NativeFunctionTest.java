package dev.azulejo.core.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// With functions of the C library.
@SuppressWarnings("restricted") // calling C is what it tests
class NativeFunctionTest {
    private static final long ROOM = 256;

    @Test
    void passesWholeNumbersAndPointersAndReturnsThem() {
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocateFrom("-12 tiles");
            var end = arena.allocate(Long.BYTES);

            assertThat(function("abs").number(-7)).isEqualTo(7);
            assertThat(function("labs").word(-(1L << 40))).isEqualTo(1L << 40);
            assertThat(function("strlen").word(text)).isEqualTo(9);
            assertThat(function("strchr").pointer(text, (int) 't').address() - text.address())
                    .isEqualTo(4);
            assertThat(function("strtol").word(text, end, 10)).isEqualTo(-12);
        }
    }

    @Test
    void passesAnyNumberOfParametersBehindDots() {
        assertThat(printed("none")).isEqualTo("none");
        assertThat(printed("%d %s", 1, "two")).isEqualTo("1 two");
        assertThat(printed("%d %d %d %d %d %d %d %d %d", 1, 2, 3, 4, 5, 6, 7, 8, 9))
                .isEqualTo("1 2 3 4 5 6 7 8 9");
        assertThat(printed("%d".repeat(16), 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7))
                .isEqualTo("1234567891234567");
        assertThat(printed("%d".repeat(25), Collections.nCopies(25, 3).toArray()))
                .isEqualTo("3".repeat(25));
    }

    @Test
    void passesDoublesWhereverTheyStand() {
        assertThat(printed("%.2f %d %.1f %s", 1.25, 2, -3.5, "four")).isEqualTo("1.25 2 -3.5 four");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere what is behind dots is passed in a way of its own")
    void functionsOfWordsShareOneHandle() {
        function("labs").word(-1L);
        int before = NativeFunction.handles();

        function("llabs").word(-1L);
        printed("%d %s", 1, "two");
        printed("%d %d %d %d %d %d", 1, 2, 3, 4, 5, 6);

        assertThat(NativeFunction.handles()).isEqualTo(before);
    }

    @Test
    void refusesWhatHasNoRegister() {
        assertThatThrownBy(() -> function("abs").number(1, 2, 3, 4, 5, 6, 7, 8, 9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("more than 8 parameters have no registers");
        assertThatThrownBy(() -> function("abs").number("1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no value of C: 1");
    }

    /// What `snprintf` makes of it; three parameters stand before its dots.
    private static String printed(String format, Object... values) {
        try (var arena = Arena.ofConfined()) {
            var target = arena.allocate(ROOM);
            var parameters = new ArrayList<Object>(List.of(target, ROOM, arena.allocateFrom(format)));
            for (var value : values) {
                parameters.add(value instanceof String text ? arena.allocateFrom(text) : value);
            }
            NativeFunction.variadic(symbol("snprintf"), 3).run(parameters.toArray());
            return target.getString(0);
        }
    }

    private static NativeFunction function(String name) {
        return NativeFunction.of(symbol(name));
    }

    private static MemorySegment symbol(String name) {
        return Linker.nativeLinker().defaultLookup().findOrThrow(name);
    }
}
