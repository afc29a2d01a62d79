/// Puts together what a release contains: a folder that needs nothing but the operating system.
@NullMarked
package dev.azulejo.release;

import org.jspecify.annotations.NullMarked;
