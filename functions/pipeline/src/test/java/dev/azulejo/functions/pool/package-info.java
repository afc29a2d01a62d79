@NullMarked
package dev.azulejo.functions.pool;

import org.jspecify.annotations.NullMarked;
