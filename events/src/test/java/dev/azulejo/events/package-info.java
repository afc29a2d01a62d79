@NullMarked
package dev.azulejo.events;

import org.jspecify.annotations.NullMarked;
