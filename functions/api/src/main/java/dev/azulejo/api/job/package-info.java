/// Jobs as callers see them: submitted, listed, watched, cancelled, tried again, deleted.
@NullMarked
package dev.azulejo.api.job;

import org.jspecify.annotations.NullMarked;
