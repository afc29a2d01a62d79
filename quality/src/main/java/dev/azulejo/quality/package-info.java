/// What decides whether a model may serve customers: `metric` measures images, `arena` asks people, `set` says on
/// which images, `report` puts it side by side, `gate` decides, `edge` looks at what nobody has the
/// truth of. `crop` finds where images differ.
@NullMarked
package dev.azulejo.quality;

import org.jspecify.annotations.NullMarked;
