/// Named chains of models.
@NullMarked
package dev.azulejo.core.recipe;

import org.jspecify.annotations.NullMarked;
