@NullMarked
package dev.azulejo.worker;

import org.jspecify.annotations.NullMarked;
