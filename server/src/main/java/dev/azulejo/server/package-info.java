/// `azulejo serve`: the API's resources and the page in one process, with the command's pipeline. START HERE:
/// [dev.azulejo.server.Wiring].
@NullMarked
package dev.azulejo.server;

import org.jspecify.annotations.NullMarked;
