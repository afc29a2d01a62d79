package dev.azulejo.imaging.libvips;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Sets options of libvips that have no function, only an option on the command line of programs that use
/// it.
@SuppressWarnings("restricted") // calling C is what this module is for
record VipsOptions(LibvipsLibrary library) {
    /// Sets an option, as `--vips-{name}={value}` does; a libvips that does not know it stays as it is.
    void set(String option) {
        var groupNew = library.function("g_option_group_new");
        var addEntries = library.function("vips_add_option_entries");
        var contextNew = library.function("g_option_context_new");
        var setMainGroup = library.function("g_option_context_set_main_group");
        var parse = library.function("g_option_context_parse");
        var free = library.function("g_option_context_free");
        var none = MemorySegment.NULL;
        try (var arena = Arena.ofConfined()) {
            var words = arena.allocate(ADDRESS, 3);
            words.setAtIndex(ADDRESS, 0, arena.allocateFrom("azulejo"));
            words.setAtIndex(ADDRESS, 1, arena.allocateFrom(option));
            var wordsAt = arena.allocateFrom(ADDRESS, words);
            var count = arena.allocateFrom(JAVA_INT, 2);
            var group = groupNew.pointer(none, none, none, none, none);
            var context = contextNew.pointer(none);
            addEntries.run(group);
            setMainGroup.run(context, group); // which owns the group from here on
            parse.run(context, count, wordsAt, none);
            free.run(context);
        }
    }
}
