/// How much of the API a tenant may use, and has used. START HERE: [dev.azulejo.api.limit.Admission].
@NullMarked
package dev.azulejo.api.limit;

import org.jspecify.annotations.NullMarked;
