/// A job under way on this machine: how far it is, and that it comes to an end.
@NullMarked
package dev.azulejo.local.work;

import org.jspecify.annotations.NullMarked;
