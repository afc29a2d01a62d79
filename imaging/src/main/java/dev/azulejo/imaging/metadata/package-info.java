/// The metadata of photographs beside EXIF and XMP, IPTC and Photoshop's resources, and the facts that all
/// metadata must state of a result. Start with [ResultFacts].
@NullMarked
package dev.azulejo.imaging.metadata;

import org.jspecify.annotations.NullMarked;
