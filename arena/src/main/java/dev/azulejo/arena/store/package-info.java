/// An arena as objects of a place, and what judges may do with it. Read [ArenaObjects] and [JudgesDesk]
/// first.
@NullMarked
package dev.azulejo.arena.store;

import org.jspecify.annotations.NullMarked;
