package dev.azulejo.imaging.libvips;

import static dev.azulejo.imaging.foreign.Calls.call;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.azulejo.imaging.foreign.Calls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The settings of libvips that have no function of their own, only an option on the command line of programs
/// that use it.
@SuppressWarnings("restricted") // calling C is what this module is for
record VipsOptions(LibvipsLibrary library) {
    /// Sets one, as `--vips-{name}={value}`. A libvips that does not know it stays as it is.
    void set(String option) {
        var groupNew = library.function("g_option_group_new", ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        var addEntries = library.procedure("vips_add_option_entries", ADDRESS);
        var contextNew = library.function("g_option_context_new", ADDRESS, ADDRESS);
        var setMainGroup = library.procedure("g_option_context_set_main_group", ADDRESS, ADDRESS);
        var parse = library.function("g_option_context_parse", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
        var free = library.procedure("g_option_context_free", ADDRESS);
        var none = MemorySegment.NULL;
        try (var arena = Arena.ofConfined()) {
            var words = arena.allocate(ADDRESS, 3);
            words.setAtIndex(ADDRESS, 0, arena.allocateFrom("azulejo"));
            words.setAtIndex(ADDRESS, 1, arena.allocateFrom(option));
            var wordsAt = arena.allocateFrom(ADDRESS, words);
            var count = arena.allocateFrom(JAVA_INT, 2);
            var group = call(() -> (MemorySegment) groupNew.invokeExact(none, none, none, none, none));
            var context = call(() -> (MemorySegment) contextNew.invokeExact(none));
            Calls.run(() -> {
                addEntries.invokeExact(group);
                setMainGroup.invokeExact(context, group); // which owns the group from here on
                int ignored = (int) parse.invokeExact(context, count, wordsAt, none);
                free.invokeExact(context);
            });
        }
    }
}
