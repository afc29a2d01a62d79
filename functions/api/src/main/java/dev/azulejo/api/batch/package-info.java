/// Begins and shows many jobs with one request.
@NullMarked
package dev.azulejo.api.batch;

import org.jspecify.annotations.NullMarked;
