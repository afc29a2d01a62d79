/// The training recipe, and its reading from JSON.
@NullMarked
package dev.azulejo.lab.recipe;

import org.jspecify.annotations.NullMarked;
