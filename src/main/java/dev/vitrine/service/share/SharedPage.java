package dev.vitrine.service.share;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ObjectKey;
import java.time.Instant;

/// A page of several images that is shared, as the list of them tells it.
///
/// @param id its name in the bucket
/// @param title as its maker called it, `""` when nobody did or nobody knows
/// @param images how many copies it shows
/// @param author `""` when nobody knows
/// @param hasPassword false also when nobody knows
/// @param isFinished false while it is being made, or when the making was cut short
public record SharedPage(
        String id,
        String title,
        int images,
        Instant createdAt,
        Instant endsAt,
        String author,
        boolean hasPassword,
        boolean isFinished) {
    static final String INDEX = "index.html";
    static final String MANIFEST = "page.json";
    static final String LARGE = "large/";
    static final String SMALL = "small/";

    /// Whether it can be opened as long as this is there, until its time is over.
    ///
    /// @param path in the bucket
    public boolean isOpenedBy(String path) {
        return index(id).path().equals(path);
    }

    /// @throws ImageException.Invalid when the name is none of a page
    static ObjectKey index(String id) {
        return ObjectKey.ofPage(id, INDEX);
    }

    static ObjectKey manifest(String id) {
        return ObjectKey.ofPage(id, MANIFEST);
    }

    static ObjectKey large(String id, String imageId) {
        return ObjectKey.ofPage(id, LARGE + ObjectKey.checkedImageId(imageId));
    }

    static ObjectKey small(String id, String imageId) {
        return ObjectKey.ofPage(id, SMALL + ObjectKey.checkedImageId(imageId));
    }
}
