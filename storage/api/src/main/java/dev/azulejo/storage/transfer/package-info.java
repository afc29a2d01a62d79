/// Copies objects from one place to another: whole, resumed after a death, and never two versions in one.
@NullMarked
package dev.azulejo.storage.transfer;

import org.jspecify.annotations.NullMarked;
