/// What every function in the cloud is put together from: its environment, its places, and the stages with libvips.
@NullMarked
package dev.azulejo.functions.wiring;

import org.jspecify.annotations.NullMarked;
