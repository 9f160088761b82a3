package dev.vitrine.service.move;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.OwnerOnly;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.NewImage.WrittenTexts;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.service.StoredOriginal;
import dev.vitrine.service.download.Downloads;
import dev.vitrine.service.download.FetchedOriginal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Copies images of one library into another, with all that is known of them: whose they are, texts, tags, stars, and
/// when they were added. Calls block and may come from any thread.
///
/// They keep their ids. So the next run goes on where one was cut short, whatever it had done by then, and a second run
/// adds nothing; nor is anything added that the other library has from elsewhere, by user and SHA-256. Images of the
/// same bytes here are as many there.
public final class LibraryCopy {
    /// What a row may say that its bytes do not: it came from a file beside them, from other programs or from
    /// people.
    private static final Set<Attribute> SAID = Stream.concat(
                    Attribute.SETTINGS.stream(), Correction.ATTRIBUTES.stream())
            .collect(Collectors.toSet());

    private final ImageService source;
    private final Downloads downloads;
    private final ImageService target;
    private final Path scratch;

    /// @param downloads of the source
    /// @param scratch folder on this machine for bytes on their way; what is left behind there is removed at a
    ///   start
    public LibraryCopy(ImageService source, Downloads downloads, ImageService target, Path scratch) {
        this.source = source;
        this.downloads = downloads;
        this.target = target;
        this.scratch = scratch;
    }

    /// Which would be copied, as it is at this moment. Nothing is changed.
    public CopyOutcome plan(Collection<String> imageIds, Progress progress) {
        Set<String> there = ConcurrentHashMap.newKeySet();
        BulkOutcome outcome = target.each(
                imageIds,
                id -> {
                    if (found(live(source, id)).filter(target::isStored).isPresent()) {
                        there.add(id);
                    }
                },
                progress);
        return new CopyOutcome(outcome, there);
    }

    /// The same for a library that is yet to be made.
    public static CopyOutcome planNew(ImageService source, Collection<String> imageIds, Progress progress) {
        BulkOutcome outcome = source.each(
                imageIds,
                id -> {
                    ImageRecord _ = live(source, id);
                },
                progress);
        return new CopyOutcome(outcome, Set.of());
    }

    public CopyOutcome copy(Collection<String> imageIds, Progress progress) {
        Set<String> there = ConcurrentHashMap.newKeySet();
        BulkOutcome outcome = target.each(
                imageIds,
                id -> {
                    if (wasThere(live(source, id))) {
                        there.add(id);
                    }
                },
                progress);
        return new CopyOutcome(outcome, there);
    }

    private static ImageRecord live(ImageService source, String imageId) {
        return source.find(imageId)
                .orElseThrow(() -> source.findUploaded(imageId)
                        .<ImageException>map(image -> new ImageException.Conflict(
                                quoted(image.title()) + " is in the trash. Restore it first, then copy it."))
                        .orElseGet(() -> ImageException.NotFound.ofImage(imageId)));
    }

    private boolean wasThere(ImageRecord image) {
        Optional<ImageRecord> there = found(image);
        if (there.filter(target::isStored).isPresent()) {
            return true;
        }
        ImageSource original = source.original(image);
        if (original.onDisk().isPresent()) {
            bring(image, original, there);
        } else {
            fetchAndBring(image, there);
        }
        return false;
    }

    /// The image in the other library, by its id, else by user and bytes.
    ///
    /// @throws ImageException.Conflict when it is in the trash there, or another one has its id
    private Optional<ImageRecord> found(ImageRecord image) {
        String sha256 = image.facts().contentSha256();
        Optional<ImageRecord> same = target.findUploaded(image.imageId());
        if (same.isEmpty()) {
            return target.findDuplicates(image.userId(), sha256).stream()
                    .filter(each -> source.findUploaded(each.imageId()).isEmpty()) // else the copy of a twin
                    .findFirst();
        }
        if (same.get().deletedAt().isPresent()) {
            throw new ImageException.Conflict(
                    quoted(image.title()) + " is in the trash of the other library. Restore it there.");
        }
        String there = same.get().facts().contentSha256();
        if (!sha256.isEmpty() && !there.isEmpty() && !sha256.equals(there)) {
            throw new ImageException.Conflict(
                    "In the other library another image has the id of " + quoted(image.title()) + ".");
        }
        return same;
    }

    private void fetchAndBring(ImageRecord image, Optional<ImageRecord> there) {
        try {
            OwnerOnly.createFolders(scratch);
            try (FetchedOriginal fetched = downloads.fetch(image, scratch, _ -> {})) {
                bring(
                        image,
                        ImageSource.ofFile(
                                source.original(image).name(), fetched.file().temporary()),
                        there);
            }
        } catch (IOException e) {
            throw FileFailures.writing(scratch, e);
        }
    }

    /// @param there the row that is there without its bytes
    private void bring(ImageRecord image, ImageSource bytes, Optional<ImageRecord> there) {
        if (there.filter(row -> target.heal(row, bytes, _ -> {})).isPresent()) {
            return;
        }
        String known = image.facts().contentSha256();
        var copy = new NewImage(
                image.userId(),
                image.caption(),
                bytes,
                Optional.of(image.createdAt()),
                WrittenTexts.LEFT,
                image.facts().only(SAID));
        try {
            target.upload(copy, image.imageId(), known.isEmpty() ? Sha256.of(bytes, _ -> {}) : known, _ -> {});
        } catch (ImageException.Failed e) {
            if (!known.isEmpty() && !known.equals(Sha256.of(bytes, _ -> {}))) {
                throw StoredOriginal.damaged(bytes.name(), e);
            }
            throw e;
        }
    }
}
