/// Serves the API's resources behind API Gateway, as one function. START HERE:
/// [dev.azulejo.gateway.Wiring].
@NullMarked
package dev.azulejo.gateway;

import org.jspecify.annotations.NullMarked;
