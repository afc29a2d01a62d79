/// Decides the number of workers by the seconds of work that wait, not by the number of photographs.
@NullMarked
package dev.azulejo.functions.pool;

import org.jspecify.annotations.NullMarked;
