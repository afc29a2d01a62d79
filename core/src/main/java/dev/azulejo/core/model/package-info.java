/// What is known of a neural network before it is loaded.
@NullMarked
package dev.azulejo.core.model;

import org.jspecify.annotations.NullMarked;
