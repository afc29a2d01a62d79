/// What can be asked for: recipes, models, options; and whether all is well.
@NullMarked
package dev.azulejo.api.catalog;

import org.jspecify.annotations.NullMarked;
