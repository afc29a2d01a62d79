/// Drop folders in drives: what comes in is brought into the inbox, and what comes out is carried back.
@NullMarked
package dev.azulejo.functions.route;

import org.jspecify.annotations.NullMarked;
