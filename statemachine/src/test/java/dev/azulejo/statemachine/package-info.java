@NullMarked
package dev.azulejo.statemachine;

import org.jspecify.annotations.NullMarked;
