@NullMarked
package dev.azulejo.gateway;

import org.jspecify.annotations.NullMarked;
