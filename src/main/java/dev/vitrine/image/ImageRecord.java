package dev.vitrine.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// One image of a library: who owns it, what people wrote about it, what its bytes say, and when.
///
/// Immutable. `updatedAt` changes with every edit and is what an edit is conditional on; `deletedAt` is present while
/// the image is in the trash.
public record ImageRecord(
        String imageId,
        String userId,
        Caption caption,
        ImageFacts facts,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> deletedAt) {

    /// Stands for the time of deletion while an image is deleted permanently: its bytes may be gone already, and it
    /// cannot be restored any more.
    public static final Instant BEING_PURGED = Instant.EPOCH;

    public ImageRecord {
        Objects.requireNonNull(imageId);
        Objects.requireNonNull(userId);
        Objects.requireNonNull(caption);
        Objects.requireNonNull(facts);
        Objects.requireNonNull(createdAt);
        Objects.requireNonNull(updatedAt);
        Objects.requireNonNull(deletedAt);
    }

    /// In the library, and as it was when it was added.
    public ImageRecord(String imageId, String userId, Caption caption, ImageFacts facts, Instant addedAt) {
        this(imageId, userId, caption, facts, addedAt, addedAt, Optional.empty());
    }

    public boolean isBeingPurged() {
        return deletedAt.filter(BEING_PURGED::equals).isPresent();
    }

    public String title() {
        return caption.title();
    }

    public String description() {
        return caption.description();
    }

    public List<String> tags() {
        return caption.tags();
    }

    public Correction correction() {
        return Correction.of(facts);
    }

    /// Where the original's bytes are read from: another program may have put them elsewhere. Nothing is written or
    /// deleted there.
    public ObjectKey readKey() {
        return ObjectKey.elsewhere(facts.text(Attribute.S3_KEY)).orElseGet(this::key);
    }

    /// Whether the row of another program says that the bytes are not where they belong.
    public boolean isElsewhere() {
        return !facts.text(Attribute.S3_KEY).isEmpty()
                || !facts.text(Attribute.S3_URL).isEmpty();
    }

    /// Where the original's bytes belong: always derived from the ids, never read from a row.
    public ObjectKey key() {
        return ObjectKey.original(userId, imageId);
    }

    public ImageRecord withCaption(Caption changed, Instant at) {
        return new ImageRecord(imageId, userId, changed, facts, createdAt, at, deletedAt);
    }

    public ImageRecord withCorrection(Correction changed, Instant at) {
        return new ImageRecord(imageId, userId, caption, changed.appliedTo(facts), createdAt, at, deletedAt);
    }

    /// Of another user: its bytes belong elsewhere then, see [#key].
    public ImageRecord withUserId(String other, Instant at) {
        return new ImageRecord(imageId, other, caption, facts, createdAt, at, deletedAt);
    }

    /// When it was changed, if that is now: never the moment at which it was changed before.
    public Instant changedAt(Instant now) {
        return now.isAfter(updatedAt) ? now : updatedAt.plusNanos(1000);
    }

    public ImageRecord withFacts(ImageFacts changed) {
        return new ImageRecord(imageId, userId, caption, changed, createdAt, updatedAt, deletedAt);
    }

    public ImageRecord withDeletedAt(Optional<Instant> at) {
        return new ImageRecord(imageId, userId, caption, facts, createdAt, updatedAt, at);
    }

    /// The texts that are searched; a phrase must stand within one of them.
    public List<String> searchedTexts() {
        var texts = new ArrayList<String>(3 + tags().size());
        texts.add(title());
        texts.add(description());
        texts.add(facts.originalName());
        texts.addAll(tags());
        return texts;
    }
}
