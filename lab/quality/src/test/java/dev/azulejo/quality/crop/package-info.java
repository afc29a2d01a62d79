@NullMarked
package dev.azulejo.quality.crop;

import org.jspecify.annotations.NullMarked;
