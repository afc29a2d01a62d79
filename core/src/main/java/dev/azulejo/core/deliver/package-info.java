/// Composes strips into results and makes them visible.
@NullMarked
package dev.azulejo.core.deliver;

import org.jspecify.annotations.NullMarked;
