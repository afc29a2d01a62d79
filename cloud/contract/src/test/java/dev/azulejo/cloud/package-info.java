@NullMarked
package dev.azulejo.cloud;

import org.jspecify.annotations.NullMarked;
