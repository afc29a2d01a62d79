@NullMarked
package dev.azulejo.quality.report;

import org.jspecify.annotations.NullMarked;
