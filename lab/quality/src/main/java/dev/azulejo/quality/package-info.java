/// Decides whether a model may serve customers: `metric` measures images, `arena` asks people, `set` says
/// on which images, `report` shows results side by side, `gate` decides, `edge` looks at results without a
/// reference. `crop` finds where images differ.
@NullMarked
package dev.azulejo.quality;

import org.jspecify.annotations.NullMarked;
