/// What keys have used, by days. START HERE: [dev.azulejo.api.usage.UsageResource].
@NullMarked
package dev.azulejo.api.usage;

import org.jspecify.annotations.NullMarked;
