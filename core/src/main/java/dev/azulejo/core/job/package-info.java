/// One image to enhance: its identity, its objects and their keys, its end.
@NullMarked
package dev.azulejo.core.job;

import org.jspecify.annotations.NullMarked;
