/// Images on which quality is measured, each with its licence and its tags, and what is made of them for that.
@NullMarked
package dev.azulejo.quality.set;

import org.jspecify.annotations.NullMarked;
