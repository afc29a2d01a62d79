/// What a job would take, before anybody starts it.
@NullMarked
package dev.azulejo.api.quote;

import org.jspecify.annotations.NullMarked;
