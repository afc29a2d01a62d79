/// What whoever runs the API may do with what its tenants have. START HERE: [dev.azulejo.api.operator.Tenants].
@NullMarked
package dev.azulejo.api.operator;

import org.jspecify.annotations.NullMarked;
