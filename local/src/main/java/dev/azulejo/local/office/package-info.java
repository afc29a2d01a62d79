/// Connects the command and the server. Neither is compiled against the other: each finds the other by a
/// [java.util.ServiceLoader] in the build that holds both.
@NullMarked
package dev.azulejo.local.office;

import org.jspecify.annotations.NullMarked;
