/// Decides who may use the API and how much of it: keys, limits, and usage. START HERE:
/// [dev.azulejo.api.access.AccessObjects].
@NullMarked
package dev.azulejo.api.access;

import org.jspecify.annotations.NullMarked;
