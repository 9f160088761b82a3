package dev.vitrine.store;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import java.time.Instant;
import java.util.Optional;

/// Keeps the rows of a library: live ones and, beside them, the trash. Calls block and may come from any thread.
///
/// Every method throws {@link dev.vitrine.image.ImageException} and nothing else. After a method returned,
/// {@link #find} tells its effect.
public interface MetadataStore extends AutoCloseable {
    /// To be asked before the bytes of an image are sent, so that none are sent for a row that will be refused.
    ///
    /// @throws dev.vitrine.image.ImageException.Invalid when its texts are too long to be stored
    /// @throws dev.vitrine.image.ImageException.Denied when rows are known to be refused
    default void checkFits(ImageRecord image) {}

    /// @throws dev.vitrine.image.ImageException.Conflict when a row with this id exists, live or in the trash
    void put(ImageRecord image);

    /// Stores a row right in the trash, since when it says: in one step, so that it is live at no moment.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict when a row with this id exists, live or in the trash, or
    ///   when there is no trash
    void putTrashed(ImageRecord image);

    /// The live row.
    Optional<ImageRecord> find(String imageId);

    /// Live rows, newest first where the store can, as the seed's service lists them.
    ///
    /// @throws dev.vitrine.image.ImageException.Invalid when the page token is not one of this store's
    ImagePage list(ImagePage.Request request);

    /// Merges the edit into the stored row and returns the row as it is now.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is no live row
    /// @throws dev.vitrine.image.ImageException.Conflict see {@link ImageEdit#applyTo}
    ImageRecord update(ImageEdit edit, Instant now);

    /// Makes the live row one of another user, with all else as it is; it is fine when it is that already.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is no live row
    /// @throws dev.vitrine.image.ImageException.Conflict when it is neither `from`'s nor `to`'s
    ImageRecord changeUser(String imageId, UserChange change, Instant now);

    /// Adds to the live row what its bytes say, where nothing is stored yet. All else stays, the time of the last
    /// change too: nobody changed it, and whoever edits it meanwhile is not in the way.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when there is no live row
    ImageRecord addFacts(String imageId, ImageFacts more);

    /// From one user to another.
    record UserChange(String from, String to) {
        /// The row to store in place of `current`; equal to it when nothing is left to change.
        ///
        /// @throws ImageException.Conflict when it is somebody else's
        public ImageRecord applyTo(ImageRecord current, Instant now) {
            if (current.userId().equals(to)) {
                return current;
            }
            if (!current.userId().equals(from)) {
                throw new ImageException.Conflict("Somebody else moved this image to " + quoted(current.userId())
                        + " in the meantime; it was left there.");
            }
            return current.withUserId(to, current.changedAt(now));
        }
    }

    /// Moves the live row to the trash, in one step. The bytes stay. It is fine when it is there already.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when the row is neither live nor in the trash
    ImageRecord trash(String imageId, Instant deletedAt);

    /// The same for an image that another one stays for, as long as nobody said anything of it meanwhile and that
    /// one is live, in one step: so of several who keep different ones of some images, whatever ends them half way,
    /// none takes the last.
    ///
    /// @param seen the image as it was when it was decided that it goes
    /// @throws dev.vitrine.image.ImageException.NotFound also when the other one is not live
    /// @throws dev.vitrine.image.ImageException.Conflict when it was changed meanwhile, or moved to the trash by
    ///   somebody else
    ImageRecord trashFor(ImageRecord seen, String kept, Instant deletedAt);

    /// Passes where the image is as it was seen, and where it went to the trash at that moment: an answer was lost.
    ///
    /// @throws dev.vitrine.image.ImageException.Conflict else
    static void requireAsSeen(ImageRecord seen, ImageRecord now, Instant deletedAt) {
        if (!now.deletedAt().orElse(deletedAt).equals(deletedAt)) {
            throw new ImageException.Conflict(
                    "Somebody else moved this image to the trash meanwhile, and there it is.");
        }
        if (!now.key().equals(seen.key())
                || !now.caption().equals(seen.caption())
                || !now.correction().equals(seen.correction())) {
            throw new ImageException.Conflict("Somebody changed this image meanwhile, so it stays.");
        }
    }

    /// That an image stays because the one that was to stay for it is not live.
    static ImageException.NotFound keptIsGone() {
        return new ImageException.NotFound("The image that was to stay is not there any more, so this one stays.");
    }

    /// The reverse of {@link #trash}; it is fine when the row is live already.
    ///
    /// @throws dev.vitrine.image.ImageException.NotFound when the row is neither live nor in the trash, or is being
    ///   purged
    ImageRecord restore(String imageId);

    /// The row in the trash.
    Optional<ImageRecord> findTrashed(String imageId);

    ImagePage listTrashed(ImagePage.Request request);

    /// The row, live or in the trash.
    default Optional<ImageRecord> findAnywhere(String imageId) {
        return find(imageId).or(() -> findTrashed(imageId));
    }

    /// True when there is any row with this id, live or in the trash, even one that is so damaged that
    /// {@link #find} does not see an image in it.
    default boolean knows(String imageId) {
        return findAnywhere(imageId).isPresent();
    }

    /// True when there is such a row and its bytes belong there: an image that was moved to another user has them
    /// elsewhere, one that is being deleted for good nowhere.
    default boolean knows(ObjectKey original) {
        String imageId = original.imageId();
        return findAnywhere(imageId)
                .map(row -> row.key().equals(original) && !row.isBeingPurged())
                .orElseGet(() -> knows(imageId));
    }

    /// What can be known of the trash.
    enum TrashAccess {
        THERE,
        ABSENT,
        /// There is one, or may be one, whose rows cannot be seen from here: a row that is
        /// not found may be in it.
        FORBIDDEN
    }

    default TrashAccess trashAccess() {
        return TrashAccess.THERE;
    }

    /// False when there is no trash, so that deleting is permanent: then ask first.
    default boolean keepsTrash() {
        return true;
    }

    /// How many rows it pays to write at once: one where a single file takes them, several where each is a request.
    default int writesAtOnce() {
        return 1;
    }

    /// Begins to delete an image permanently, if it still is as it was seen: from now on it is not live and cannot
    /// be restored. Where there is a trash its row waits there for {@link #endPurge}, so that what stops between is
    /// finished by asking again; elsewhere the row is gone.
    ///
    /// @return the row, {@linkplain ImageRecord#BEING_PURGED being purged}
    /// @throws dev.vitrine.image.ImageException.NotFound when the row is neither live nor in the trash
    /// @throws dev.vitrine.image.ImageException.Conflict see {@link SeenImage#requireStill}; nothing is changed
    ///   then
    ImageRecord beginPurge(SeenImage seen);

    /// Takes that back before anything of the image was removed: it is in the trash again, or live where there is
    /// none. One that is not being purged any more is left alone.
    ///
    /// @param purged what {@link #beginPurge} answered
    /// @return the image as it is now
    ImageRecord cancelPurge(ImageRecord purged, Instant deletedAt);

    /// Forgets the row of an image that is being purged; any other is left alone.
    void endPurge(String imageId);

    @Override
    void close();
}
