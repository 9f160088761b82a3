package dev.vitrine.ui.actions;

import dev.vitrine.image.ImageRecord;
import java.util.List;
import java.util.Optional;

/// The images that something is done with.
///
/// @param lead the one that is meant where only one can be; empty where none stands out
/// @param inTrash whether they are in the trash; the window never mixes the two
public record ImageTargets(List<String> ids, Optional<String> lead, boolean inTrash) {
    public static final ImageTargets NONE = new ImageTargets(List.of(), Optional.empty(), false);

    public ImageTargets {
        ids = List.copyOf(ids);
    }

    public static ImageTargets of(ImageRecord image) {
        return new ImageTargets(
                List.of(image.imageId()),
                Optional.of(image.imageId()),
                image.deletedAt().isPresent());
    }

    public int size() {
        return ids.size();
    }
}
