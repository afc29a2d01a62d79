@NullMarked
package dev.azulejo.infra;

import org.jspecify.annotations.NullMarked;
