package dev.vitrine.service.share;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Leftovers;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Rendition;
import dev.vitrine.image.Rendition.KeptMetadata;
import dev.vitrine.picture.PictureCopy;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FetchedOriginal;
import dev.vitrine.service.share.PagePassword.Seal;
import dev.vitrine.store.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Makes the two copies of an image that a page shows: a large one that opens, and a small one that a browser asks for
/// when it comes into sight.
///
/// Both are linked: a page with the small ones in itself would have to come whole before it shows anything, and would
/// keep showing an image that was deleted permanently.
final class PageCopies {
    /// Sharp across a telephone, and a tenth of the bytes of a large one.
    private static final Rendition SMALL = new Rendition(ImageType.JPEG, 640, KeptMetadata.NONE);

    private static final int LOOKED_AT_ONCE = 16;

    private final ObjectStore objects;
    private final Downloads downloads;
    private final Path scratch;
    private final PictureReader pictures = new PictureReader();

    /// @param scratch folder for originals on their way
    PageCopies(ObjectStore objects, Downloads downloads, Path scratch) {
        this.objects = objects;
        this.downloads = downloads;
        this.scratch = scratch;
    }

    /// @param width of the small copy, upright
    record PageImage(ImageRecord image, int width, int height) {}

    void prepare() {
        try {
            Files.createDirectories(scratch);
            Leftovers.sweep(scratch);
        } catch (IOException e) {
            throw FileFailures.writing(scratch, e);
        }
    }

    PageImage put(String page, ImageRecord image, Rendition copies, Optional<Seal> seal) {
        new StoredOriginal(objects, image).requireReadable();
        ImageSource large = large(image, copies);
        ImageSource small = PictureCopy.of(large, SMALL, ImageFacts.UNKNOWN);
        ImageFacts facts = pictures.inspect(small).facts();
        put(SharedPage.large(page, image.imageId()), large, copies.type(), seal);
        put(SharedPage.small(page, image.imageId()), small, SMALL.type(), seal);
        return new PageImage(image, facts.width(), facts.height());
    }

    /// Whoever deleted an image permanently meanwhile did not see the copies that were made after.
    ///
    /// @param failed gets those that are gone
    List<PageImage> withoutDeleted(String page, List<PageImage> made, Map<ImageRecord, ImageException> failed) {
        Map<ImageRecord, ImageException> gone = new ConcurrentHashMap<>();
        new BulkExecutor(LOOKED_AT_ONCE)
                .each(
                        made,
                        each -> {
                            ImageRecord image = each.image();
                            if (objects.find(image.readKey()).isEmpty()) {
                                objects.delete(SharedPage.large(page, image.imageId()));
                                objects.delete(SharedPage.small(page, image.imageId()));
                                gone.put(image, new ImageException.NotFound("It was deleted while the page was made."));
                            }
                        },
                        () -> true);
        ImageException.Cancelled.throwIfInterrupted();
        failed.putAll(gone);
        return made.stream().filter(each -> !gone.containsKey(each.image())).toList();
    }

    private ImageSource large(ImageRecord image, Rendition copies) {
        try (FetchedOriginal original = downloads.fetch(image, scratch, _ -> {})) {
            return PictureCopy.of(original.bytes(), copies, image.facts());
        } catch (IOException e) {
            throw FileFailures.writing(scratch, e);
        }
    }

    private void put(ObjectKey key, ImageSource copy, ImageType type, Optional<Seal> seal) {
        if (seal.isEmpty()) {
            objects.put(key, copy, type.contentType(), Sha256.of(copy, _ -> {}), _ -> {});
            return;
        }
        try (InputStream clear = copy.open()) {
            ImageSource sealed = ImageSource.ofBytes(copy.name(), seal.get().sealed(clear.readAllBytes()));
            objects.put(key, sealed, "application/octet-stream", Sha256.of(sealed, _ -> {}), _ -> {});
        } catch (IOException e) {
            throw FileFailures.reading(copy.name(), e);
        }
    }
}
