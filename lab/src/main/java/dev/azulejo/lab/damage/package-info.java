/// What happens to pictures before people want them restored, step by step and by a seed.
@NullMarked
package dev.azulejo.lab.damage;

import org.jspecify.annotations.NullMarked;
