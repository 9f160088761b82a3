package dev.vitrine.service.similar;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.catalog.PinnedFirst;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageQuery.Similar;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.PerceptualHash;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.pixels.DctHash;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Previews;
import java.util.List;
import java.util.Optional;

/// Finds images that look like another. Safe for any thread.
public record SimilarImages(ImageService images, PictureReader pictures) {
    static final int MAX_FOUND = 10_000;

    /// @param distance in bits, of [PerceptualHash#MAX_DISTANCE] at most
    public record LookAlike(ImageRecord image, int distance) {}

    /// All live images that look like this one, which is among them.
    ///
    /// @param to see [Similar]
    public static ImageQuery query(String to) {
        return ImageQuery.ALL.withValue(Attribute.LOOK_HASH, Optional.of(new Similar(to)));
    }

    /// Whether it asks for what looks like an image.
    public static boolean isAsked(ImageQuery query) {
        return query.values().get(Attribute.LOOK_HASH) instanceof Similar;
    }

    /// The answer to such a query with the most alike first.
    public ImageResult similarityOrder(ImageQuery query) {
        return new PinnedFirst(images.search(query), images.nearest(query));
    }

    /// What a picture looks like that need not be in the library.
    ///
    /// @throws ImageException.Invalid when it is no picture, or a blank one
    public PerceptualHash hash(ImageSource source) {
        return DctHash.of(pictures.read(source, Previews.TILE))
                .orElseThrow(() -> new ImageException.Invalid(
                        quoted(source.name()) + " shows too little to be compared with other images."));
    }

    /// @throws ImageException.NotFound when there is no such image, or its looks are not known yet
    public PerceptualHash hash(String imageId) {
        ImageRecord image = images.findAll(List.of(imageId)).stream()
                .findFirst()
                .orElseThrow(() -> ImageException.NotFound.ofImage(imageId));
        return PerceptualHash.parse(image.facts().text(Attribute.LOOK_HASH))
                .orElseThrow(() -> new ImageException.NotFound("It is not known what " + quoted(image.title())
                        + " looks like. Look-alikes of earlier images are prepared by the menu of the window, or by"
                        + " “vitrine doctor --hash-previews”."));
    }

    /// Those that look like it, the nearest first, of equally near ones the newest; of very many the first.
    public List<LookAlike> to(PerceptualHash hash) {
        List<String> nearest = images.nearest(query(hash.toString()));
        return images.findAll(nearest.subList(0, Math.min(MAX_FOUND, nearest.size()))).stream()
                .flatMap(image -> PerceptualHash.parse(image.facts().text(Attribute.LOOK_HASH)).stream()
                        .map(known -> new LookAlike(image, hash.distance(known))))
                .toList();
    }
}
