/// The options of the command, of sidecars, metadata and events in one table: the values that each takes,
/// and which do not go together. Help, schemas and pages of `docs/` are made from it.
@NullMarked
package dev.azulejo.core.option;

import org.jspecify.annotations.NullMarked;
