/// Counts and limits how much of the API a tenant uses. START HERE: [dev.azulejo.api.limit.Admission].
@NullMarked
package dev.azulejo.api.limit;

import org.jspecify.annotations.NullMarked;
