@NullMarked
package dev.azulejo.core.option;

import org.jspecify.annotations.NullMarked;
