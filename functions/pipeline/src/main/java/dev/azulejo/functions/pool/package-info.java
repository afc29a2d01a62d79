/// How many workers there are: by the seconds of work that wait, not by the number of photographs.
@NullMarked
package dev.azulejo.functions.pool;

import org.jspecify.annotations.NullMarked;
