/// Forecasts jobs before they are started.
@NullMarked
package dev.azulejo.api.quote;

import org.jspecify.annotations.NullMarked;
