/// Lists recipes, models and options, and reports the server's health.
@NullMarked
package dev.azulejo.api.catalog;

import org.jspecify.annotations.NullMarked;
