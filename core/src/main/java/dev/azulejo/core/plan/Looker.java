package dev.azulejo.core.plan;

import dev.azulejo.core.look.Picture;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import java.util.OptionalInt;

/// Measures the pixels of an image. Builds may differ in their findings about one image.
public interface Looker {
    /// @param rows of the image, none of which is read yet
    /// @param quality of the JPEG that the file is, 1 to 100 as libjpeg counts; empty if none is known
    /// @throws UnreadableImage when they end too early, or cannot be decoded
    Picture look(ImageDecoder.Rows rows, OptionalInt quality) throws UnreadableImage;

    /// Looks for small faces alone.
    ///
    /// @param rows of the image, none of which is read yet
    /// @throws UnreadableImage when they end too early, or cannot be decoded
    Picture lookForFaces(ImageDecoder.Rows rows) throws UnreadableImage;
}
