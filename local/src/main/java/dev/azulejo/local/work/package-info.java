/// Follows a job on this machine: how far it is, and that it ends.
@NullMarked
package dev.azulejo.local.work;

import org.jspecify.annotations.NullMarked;
