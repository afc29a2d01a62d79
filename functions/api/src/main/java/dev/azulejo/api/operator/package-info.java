/// The operator's actions on the data of tenants. START HERE: [dev.azulejo.api.operator.Tenants].
@NullMarked
package dev.azulejo.api.operator;

import org.jspecify.annotations.NullMarked;
