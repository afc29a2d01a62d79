package dev.azulejo.quality.set;

import java.util.List;

/// Images on which recipes are compared.
///
/// @param name short, for reports
/// @param description one line on what the set is for
public record ImageSet(String name, String description, List<SetImage> images) {
    public ImageSet {
        images = List.copyOf(images);
    }
}
