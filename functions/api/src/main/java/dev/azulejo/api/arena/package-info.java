/// Takes votes, for the page of judges, behind the key of one judge. START HERE:
/// [dev.azulejo.api.arena.ArenaResource].
@NullMarked
package dev.azulejo.api.arena;

import org.jspecify.annotations.NullMarked;
