package dev.vitrine.service.adopt;

import dev.vitrine.files.FileFailures;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.store.SourceBucket;
import dev.vitrine.store.SourceBucket.SourceObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes images out of the objects of another bucket. Calls block and may come from any thread.
///
/// However many objects there are, so many are known at a time as a page of the listing has. Nothing is ever removed
/// that was there before: whether bytes are in the library is found out before they are copied, by what the server says
/// of both, and where that does not tell, by reading.
public final class Adoption {
    private static final int PAGE = 1000;
    /// Of images that are as long: each costs a question.
    private static final int MAX_COMPARED = 16;

    private final ImageService images;
    private final SourceBucket source;
    /// Two objects of one length may be the same: they wait for one another.
    private final List<ReentrantLock> lengths =
            Stream.generate(ReentrantLock::new).limit(64).toList();

    public Adoption(ImageService images, SourceBucket source) {
        this.images = images;
        this.source = source;
    }

    /// What would become of each, as it is at this moment: of all that may be an image the beginning is read.
    /// Nothing is changed. What has the bytes of an image under another name is found out by adopting alone.
    ///
    /// @param listener is told of each, one after the other; answering false stops
    public AdoptReport plan(AdoptRequest request, Predicate<AdoptOutcome> listener) {
        return each(request, object -> planned(object, request), listener);
    }

    /// @param listener is told of each, one after the other; answering false stops
    public AdoptReport run(AdoptRequest request, Predicate<AdoptOutcome> listener) {
        return each(request, object -> adopted(object, request), listener);
    }

    private AdoptReport each(
            AdoptRequest request, Function<SourceObject, AdoptOutcome> act, Predicate<AdoptOutcome> listener) {
        var tally = new AdoptTally(listener);
        var page = new ArrayList<SourceObject>(PAGE);
        BulkExecutor executor = images.bulkExecutor();
        try {
            source.list(request.prefix(), object -> {
                page.add(object);
                if (page.size() == PAGE) {
                    work(page, request, act, tally, executor);
                    page.clear();
                }
            });
            work(page, request, act, tally, executor);
            return tally.report(Optional.empty());
        } catch (ImageException e) {
            return tally.report(Optional.of(e));
        }
    }

    private void work(
            List<SourceObject> page,
            AdoptRequest request,
            Function<SourceObject, AdoptOutcome> act,
            AdoptTally tally,
            BulkExecutor executor) {
        Map<String, ImageRecord> known =
                images.findAll(page.stream().map(object -> id(object, request)).toList()).stream()
                        .collect(Collectors.toMap(ImageRecord::imageId, Function.identity()));
        executor.each(
                page,
                object -> leftOut(object, request)
                        .or(() -> Optional.ofNullable(known.get(id(object, request)))
                                .map(image -> there(object, image)))
                        .ifPresentOrElse(tally::end, () -> attempt(object, act, tally, executor)),
                tally::continues);
        tally.checkContinues();
    }

    private static void attempt(
            SourceObject object, Function<SourceObject, AdoptOutcome> act, AdoptTally tally, BulkExecutor executor) {
        try {
            tally.end(executor.request(() -> act.apply(object)));
        } catch (ImageException e) {
            if (e instanceof ImageException.Failed failed && failed.isArchived()) {
                tally.end(new AdoptOutcome(object, AdoptResult.ARCHIVED));
            } else {
                tally.failed(new AdoptOutcome(object, AdoptResult.FAILED, "", e.getMessage()), e);
            }
        }
    }

    private String id(SourceObject object, AdoptRequest request) {
        return AdoptedId.of(source.name(), object, request.userId());
    }

    private Optional<AdoptOutcome> leftOut(SourceObject object, AdoptRequest request) {
        if (isOwn(object)) {
            return Optional.of(new AdoptOutcome(object, AdoptResult.OWN));
        }
        if (object.sizeBytes() == 0) {
            return Optional.of(new AdoptOutcome(object, AdoptResult.EMPTY));
        }
        return request.since()
                .filter(since -> object.modifiedAt().isBefore(since))
                .map(_ -> new AdoptOutcome(object, AdoptResult.OLDER));
    }

    private boolean isOwn(SourceObject object) {
        return object.path().startsWith(ObjectKey.OWN)
                || source.isOfLibrary()
                        && ObjectKey.ofPath(object.path())
                                .filter(ObjectKey::isOwnOriginal)
                                .isPresent();
    }

    private static AdoptOutcome there(SourceObject object, ImageRecord image) {
        return new AdoptOutcome(
                object, image.deletedAt().isPresent() ? AdoptResult.TRASHED : AdoptResult.THERE, image.imageId(), "");
    }

    private AdoptOutcome planned(SourceObject object, AdoptRequest request) {
        return unusable(object, new SourceImage(source, object))
                .or(() -> images.findUploaded(id(object, request))
                        .or(() -> known(object, alike(object, request)))
                        .map(image -> there(object, image)))
                .orElseGet(() -> new AdoptOutcome(object, AdoptResult.ADOPTED));
    }

    private AdoptOutcome adopted(SourceObject object, AdoptRequest request) {
        var image = new SourceImage(source, object);
        Optional<AdoptOutcome> unusable = unusable(object, image);
        if (unusable.isPresent()) {
            return unusable.get();
        }
        ReentrantLock length = lengths.get(Long.hashCode(object.sizeBytes() * 31) & lengths.size() - 1);
        length.lock();
        try {
            String imageId = id(object, request);
            Optional<ImageRecord> there =
                    images.findUploaded(imageId).or(() -> duplicateFinder(object, image, request));
            if (there.isPresent()) {
                return there(object, there.get());
            }
            var added = new NewImage(request.userId(), request.caption(object.path()), image);
            images.upload(added, imageId, (original, contentType) -> source.copy(object, original, contentType));
            return new AdoptOutcome(object, AdoptResult.ADOPTED, imageId, "");
        } finally {
            length.unlock();
        }
    }

    /// Who may not read one object, such as one that is encrypted with a key of somebody else, may well read the
    /// next.
    private static Optional<AdoptOutcome> unusable(SourceObject object, SourceImage image) {
        try {
            return PictureReader.typeOf(image.beginning()).isPresent()
                    ? Optional.empty()
                    : Optional.of(new AdoptOutcome(object, AdoptResult.NO_IMAGE));
        } catch (ImageException.Denied e) {
            if (e.passes()) {
                throw e;
            }
            return Optional.of(new AdoptOutcome(object, AdoptResult.FAILED, "", e.getMessage()));
        } catch (IOException e) {
            throw FileFailures.reading(image.name(), e);
        }
    }

    private Optional<ImageRecord> duplicateFinder(SourceObject object, SourceImage image, AdoptRequest request) {
        List<ImageRecord> alike = alike(object, request);
        if (alike.isEmpty()) {
            return Optional.empty();
        }
        return known(object, alike).or(() -> {
            String sha256 = Sha256.of(image, _ -> {});
            return images.findDuplicates(request.userId(), sha256).stream()
                    .filter(images::isStored)
                    .findFirst();
        });
    }

    private Optional<ImageRecord> known(SourceObject object, List<ImageRecord> alike) {
        return alike.stream()
                .filter(image -> source.isSame(object, image.key()))
                .findFirst();
    }

    /// Live images of this user that are as long, some of them where there are many.
    private List<ImageRecord> alike(SourceObject object, AdoptRequest request) {
        var query = ImageQuery.ALL
                .withUsers(Set.of(request.userId()))
                .withSizeBytes(Optional.of(new ImageQuery.Range(object.sizeBytes(), object.sizeBytes())));
        var found = images.search(query);
        return images.findAll(found.ids(0, Math.min(MAX_COMPARED, found.size())));
    }
}
