/// What photographs say beside EXIF and XMP, IPTC and Photoshop's resources, and what all of it must say of a result.
/// Read [ResultFacts] first.
@NullMarked
package dev.azulejo.imaging.metadata;

import org.jspecify.annotations.NullMarked;
