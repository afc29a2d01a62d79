/// What a training recipe may say, read from JSON.
@NullMarked
package dev.azulejo.lab.recipe;

import org.jspecify.annotations.NullMarked;
