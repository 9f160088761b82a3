package dev.vitrine.service.upload;

import dev.vitrine.files.Sha256;
import dev.vitrine.files.StableFileSource;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.NewImage;
import dev.vitrine.picture.MetadataRemover;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.service.Arrival;
import dev.vitrine.service.Duplicate;
import dev.vitrine.service.upload.item.ClaimedItem;
import dev.vitrine.service.upload.item.UploadForm.Duplicates;
import dev.vitrine.service.upload.item.UploadForm.UploadOption;
import dev.vitrine.service.upload.item.UploadItem.Cause;
import dev.vitrine.service.upload.item.UploadItem.UploadState;
import dev.vitrine.service.upload.item.UploadOutcome;
import dev.vitrine.service.upload.source.Bandwidth;
import dev.vitrine.service.upload.source.ThrottledSource;
import dev.vitrine.store.RetryPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One item from claim to outcome, on a thread of its own: look, hash, wait for equals, look for a duplicate, send.
///
/// Stopped by interrupting its thread; it then throws {@link ImageException.Cancelled} and the one who interrupted
/// decides what that means.
final class FileUpload {
    private static final String HEALED = "Its bytes were missing or damaged in the library; they were stored again.";
    private static final String NOT_WHOLE =
            "Stored as it is, but the file is damaged: its end is missing, so only a part of the image can be seen.";
    private static final String NOT_SOUND =
            "Stored as it is, but the file is damaged: a part of the image is wrong or cannot be seen. Keep the original.";
    private static final int ATTEMPTS_WHILE_CHANGING = 3;

    private final ClaimedItem claimedItem;
    private final UploadResources resources;
    private final ItemProgress progress;
    private final Runnable awaitAnEnd;
    private final Instant claimedAt;

    /// To be made where items are claimed one after the other: that is the order in which their images are added,
    /// however long each takes.
    ///
    /// @param awaitAnEnd returns when some item ended, or after a moment
    FileUpload(ClaimedItem claimedItem, UploadResources resources, ItemProgress progress, Runnable awaitAnEnd) {
        claimedAt = resources.library().now();
        this.claimedItem = claimedItem;
        this.resources = resources;
        this.progress = progress;
        this.awaitAnEnd = awaitAnEnd;
    }

    UploadOutcome run() {
        if (claimedItem.tried()) {
            Optional<UploadOutcome> known = ofEarlierTry();
            if (known.isPresent()) {
                return known.get();
            }
        }
        RetryPolicy.Attempts attempts = resources
                .pace()
                .retryPolicy()
                .withMaxAttempts(ATTEMPTS_WHILE_CHANGING)
                .begin();
        while (true) {
            try {
                return upload(StableFileSource.of(claimedItem.file(), claimedItem.name()));
            } catch (StableFileSource.Trouble trouble) {
                if (trouble.problem() != StableFileSource.Problem.CHANGING || !attempts.isNext()) {
                    return UploadOutcome.failed(cause(trouble.problem()), trouble.getMessage(), "");
                }
            }
        }
    }

    /// Done, when an earlier try reached the library with row and bytes and only its answer, or the end of the
    /// program, came between.
    private Optional<UploadOutcome> ofEarlierTry() {
        try {
            return resources
                    .pace()
                    .patiently(() -> resources
                            .library()
                            .findUploaded(claimedItem.imageId())
                            .filter(resources.library()::isStored)
                            .map(this::completed))
                    .map(image -> stored(image.facts()));
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            return Optional.of(outcome(e, ""));
        }
    }

    private ImageRecord completed(ImageRecord stored) {
        return resources.library().completed(stored, claimedItem.form().caption(), claimedItem.name());
    }

    private static Cause cause(StableFileSource.Problem problem) {
        return switch (problem) {
            case GONE -> Cause.SOURCE_GONE;
            case UNREADABLE -> Cause.SOURCE_UNREADABLE;
            case CHANGING -> Cause.SOURCE_CHANGING;
        };
    }

    /// @throws StableFileSource.Trouble when the file is to blame, however the failure looked
    private UploadOutcome upload(StableFileSource source) throws StableFileSource.Trouble {
        String sha256 = "";
        boolean image = false;
        boolean lacksItsEnd = false;
        try {
            ImageSource sent = source;
            image = looksLikeAnImage(source);
            if (image) {
                source.hold();
                lacksItsEnd = Arrival.lacksItsEnd(source);
                if (lacksItsEnd && Arrival.isYoung(source)) {
                    throw source.cutOff();
                }
            }
            if (claimedItem.form().removesMetadata()) {
                sent = withoutMetadata(source, image);
            }
            if (image) {
                sha256 = sent == source ? source.sha256() : Sha256.of(sent, read -> {});
            }
            waitForEquals(sent, sha256);
            progress.show(UploadState.SENDING);
            UploadOutcome ended = sha256.isEmpty() ? send(sent, sha256) : sendUnlessDuplicate(sent, sha256);
            return ended.state() == UploadState.DONE && ended.cause() == Cause.DAMAGED && lacksItsEnd
                    ? UploadOutcome.damaged(ended.sha256(), NOT_WHOLE)
                    : ended;
        } catch (MetadataStays e) {
            return UploadOutcome.metadataStays(e.getMessage());
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (IOException | ImageException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw new ImageException.Cancelled("The upload was stopped.", e);
            }
            if (e instanceof StableFileSource.Trouble known) {
                throw known;
            }
            Optional<StableFileSource.Trouble> trouble = source.trouble();
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return image ? outcome(e, sha256).ofAnImage() : outcome(e, sha256);
        } finally {
            source.letGo();
        }
    }

    /// So that a film of 4 GB in the folder is refused without being read.
    private static boolean looksLikeAnImage(StableFileSource source) throws IOException {
        try (InputStream in = source.open()) {
            return PictureReader.typeOf(in).isPresent();
        }
    }

    /// In memory: what is hashed, compared and sent from here on is one and the same.
    private static ImageSource withoutMetadata(StableFileSource source, boolean image)
            throws StableFileSource.Trouble, MetadataStays {
        try {
            ImageSource stripped = MetadataRemover.strip(source);
            Optional<StableFileSource.Trouble> trouble = source.trouble();
            if (trouble.isPresent()) {
                throw trouble.get();
            }
            return stripped;
        } catch (ImageException.Invalid e) {
            if (image) {
                throw new MetadataStays(e);
            }
            throw e;
        }
    }

    /// The file cannot be sent as it was asked for.
    private static final class MetadataStays extends Exception {
        private static final long serialVersionUID = 1L;

        MetadataStays(ImageException.Invalid why) {
            super(
                    why.getMessage()
                            + " Nothing of it was sent. To upload it as it is, drop it again and leave its metadata in.",
                    why);
        }

        /// Always there.
        @Override
        public String getMessage() {
            return Objects.requireNonNullElse(super.getMessage(), "");
        }
    }

    private void waitForEquals(ImageSource source, String sha256) throws IOException {
        while (!resources.journal().beginSending(claimedItem, source.size(), sha256)) {
            awaitAnEnd.run();
        }
    }

    private UploadOutcome sendUnlessDuplicate(ImageSource source, String sha256) {
        if (claimedItem.form().duplicates() == Duplicates.UPLOAD_ANYWAY) {
            return send(source, sha256);
        }
        List<ImageRecord> said = resources
                .pace()
                .patiently(() -> findDuplicates(claimedItem.form().userId(), sha256));
        Optional<Duplicate> there = resources
                .pace()
                .patiently(() -> resources.library().duplicate(said, source, sha256, image -> heal(image, source)));
        if (there.isEmpty()) {
            return send(source, sha256);
        }
        ImageRecord image = there.get().image();
        if (image.imageId().equals(claimedItem.imageId())) {
            ImageRecord _ = resources.pace().patiently(() -> completed(image));
            return UploadOutcome.done(sha256);
        }
        if (claimedItem.form().duplicates() == Duplicates.MERGE_TAGS) {
            try {
                resources.pace().patiently(() -> resources.library().edit(withTagsOfForm(image)));
            } catch (ImageException.NotFound _) {
                return send(source, sha256); // deleted by now: no duplicate any more
            }
        }
        String note = image.facts().damaged() ? NOT_SOUND : "";
        return UploadOutcome.duplicate(sha256, image.imageId(), there.get().healed() ? HEALED : note);
    }

    private boolean heal(ImageRecord image, ImageSource source) {
        return resources
                .library()
                .heal(
                        image,
                        new ThrottledSource(source, resources.pace().bandwidth().share()),
                        progress::sent);
    }

    /// The catalog of a cloud library may not know yet what an earlier run of this program has uploaded; the
    /// journal does.
    private List<ImageRecord> findDuplicates(String userId, String sha256) {
        List<ImageRecord> inCatalog = resources.library().findDuplicates(userId, sha256);
        return !inCatalog.isEmpty()
                ? inCatalog
                : resources
                        .journal()
                        .uploaded(userId, sha256)
                        .flatMap(resources.library()::find)
                        .filter(row -> row.userId().equals(userId)) // or moved to somebody else since
                        .filter(row -> row.facts().contentSha256().equals(sha256))
                        .stream()
                        .toList();
    }

    private ImageEdit withTagsOfForm(ImageRecord image) {
        var tags = new ArrayList<>(image.tags());
        tags.addAll(claimedItem.form().tags());
        return new ImageEdit(image, image.caption().withTags(tags));
    }

    private UploadOutcome send(ImageSource source, String sha256) {
        var image = new NewImage(
                claimedItem.form().userId(),
                claimedItem.form().caption(),
                new ThrottledSource(source, resources.pace().bandwidth().share()),
                Optional.of(claimedAt),
                written());
        return stored(resources
                .pace()
                .patiently(() -> uploadOverLeftovers(image, sha256))
                .facts());
    }

    /// Where metadata are removed, nothing is told of them in other ways.
    private NewImage.WrittenTexts written() {
        boolean isLeft =
                claimedItem.form().removesMetadata() || claimedItem.form().has(UploadOption.LEAVE_WRITTEN);
        return isLeft
                ? NewImage.WrittenTexts.LEFT
                : new NewImage.WrittenTexts(true, resources.sidecars().of(claimedItem.file()));
    }

    private static UploadOutcome stored(ImageFacts facts) {
        return facts.damaged()
                ? UploadOutcome.damaged(facts.contentSha256(), NOT_SOUND)
                : UploadOutcome.done(facts.contentSha256());
    }

    /// An earlier try of this item may have left other bytes: the file was changed since.
    private ImageRecord uploadOverLeftovers(NewImage image, String sha256) {
        try {
            return resources.library().upload(image, claimedItem.imageId(), sha256, progress::sent);
        } catch (ImageException.Conflict e) {
            if (image.source() instanceof ThrottledSource(StableFileSource file, Bandwidth.Share _)
                    && file.trouble().isPresent()) {
                throw e; // not leftovers: the file is another one by now
            }
            resources.library().abandonUpload(claimedItem.form().userId(), claimedItem.imageId());
            return resources.library().upload(image, claimedItem.imageId(), sha256, progress::sent);
        }
    }

    private static UploadOutcome outcome(Exception e, String sha256) {
        if (!(e instanceof ImageException known)) {
            return UploadOutcome.failed(Cause.SOURCE_UNREADABLE, "The file cannot be read: " + e.getMessage(), sha256);
        }
        UploadOutcome ended = switch (known) {
            case ImageException.Invalid invalid -> UploadOutcome.refused(invalid.getMessage(), sha256);
            case ImageException.Denied denied -> UploadOutcome.failed(Cause.DENIED, denied.getMessage(), sha256);
            case ImageException.Throttled throttled ->
                UploadOutcome.failed(Cause.THROTTLED, throttled.getMessage(), sha256);
            case ImageException.Unreachable unreachable ->
                UploadOutcome.failed(Cause.UNREACHABLE, unreachable.getMessage(), sha256);
            case ImageException.NotFound _,
                    ImageException.Conflict _,
                    ImageException.Failed _,
                    ImageException.Cancelled _ -> UploadOutcome.failed(Cause.LIBRARY, known.getMessage(), sha256);
        };
        return ended.passing(known.passes());
    }
}
