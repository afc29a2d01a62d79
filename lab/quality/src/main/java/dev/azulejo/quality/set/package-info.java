/// Sets of images on which quality is measured, each image with its licence and tags, and the inputs that
/// are made from them.
@NullMarked
package dev.azulejo.quality.set;

import org.jspecify.annotations.NullMarked;
