package dev.vitrine.service;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.files.FileNames;
import dev.vitrine.files.FileStamp;
import dev.vitrine.files.Sha256;
import dev.vitrine.files.SystemText;
import dev.vitrine.image.Attribute;
import dev.vitrine.image.Caption;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.Rating;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.Inspection;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.picture.pixels.AverageColor;
import dev.vitrine.picture.pixels.DctHash;
import dev.vitrine.picture.pixels.Integrity;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.StoredBytes;
import dev.vitrine.store.ObjectStore.StoredObject;
import dev.vitrine.store.SourceBucket.Copied;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;

/// Takes one image into a library: inspect → hash → bytes → preview → row.
///
/// The row comes last, so that a crash at any point leaves bytes without a row and never a row without its bytes.
/// Taking the same image under the same id again, after a crash or an answer that got lost, ends with the one row and
/// the one object that the first try was to make.
final class Intake {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());

    private final MetadataStore rows;
    private final ObjectStore objects;
    private final PictureReader pictures;
    private final Previews previews;
    private final Clock clock;
    /// What is damaged is put aside once: a second healer would find its place taken.
    private final ReentrantLock healing = new ReentrantLock();

    Intake(MetadataStore rows, ObjectStore objects, PictureReader pictures, Previews previews, Clock clock) {
        this.rows = rows;
        this.objects = objects;
        this.pictures = pictures;
        this.previews = previews;
        this.clock = clock;
    }

    /// @param sha256 of the source when it is known already, else `""`
    ImageRecord take(NewImage image, String imageId, String sha256, LongConsumer progress) {
        ImageSource source = image.source();
        if (SystemText.HERE.isLost(source.name())) {
            throw new ImageException.Invalid(
                    "The name " + quoted(source.name()) + " has lost characters. " + SystemText.remedy());
        }
        FileStamp before = FileStamp.of(source);
        Inspection seen = pictures.inspect(source, image.written().sidecar());
        String hash = sha256.isEmpty() ? Sha256.of(source, read -> {}) : sha256;
        ImageRecord row = row(image, imageId, seen, hash);
        rows.checkFits(row);
        boolean sent = send(row, source, before, progress);
        try {
            row = withPreview(row, source);
            checkUnchanged(source, before);
        } catch (ImageException e) {
            if (sent) {
                removeOwnBytes(row, e);
            }
            throw e;
        }
        return putRow(row);
    }

    /// The same for bytes that a server can bring there by itself: only their header is read here, and the preview
    /// is made when somebody looks.
    ImageRecord take(NewImage image, String imageId, ServerSide bytes) {
        Inspection seen = pictures.inspect(image.source(), image.written().sidecar());
        ImageRecord row = row(image, imageId, seen, "");
        rows.checkFits(row);
        if (!row.facts().storage().isReadable()) { // later there will be nothing to make it from
            row = withPreview(row, image.source());
        }
        ObjectKey key = row.key();
        String contentType = row.facts().contentType();
        Copied copied = objects.bring(key, () -> bytes.copyTo(key, contentType));
        return putRow(row.withFacts(row.facts().with(Attribute.CONTENT_SHA256, copied.sha256())));
    }

    /// Makes the row again that an original has lost: its bytes tell what they can. Its title is the time when it
    /// was taken, or else stored: a name was only in the row.
    ///
    /// @throws ImageException.Invalid when it is no image
    /// @throws ImageException.Conflict when it has a row by now
    ImageRecord adopt(StoredObject original, Instant storedAt) {
        ObjectKey key = original.key();
        ImageSource source = new StoredBytes(objects, original);
        Inspection seen = pictures.inspect(source);
        ImageFacts facts = seen.facts()
                .with(Attribute.ORIGINAL_NAME, "") // the key is no name that anybody gave
                .with(Attribute.CONTENT_SHA256, Sha256.of(source, _ -> {}))
                .with(Attribute.STORAGE_CLASS, original.storage().storageClass());
        Instant created = ImageTime.truncated(storedAt);
        var row = new ImageRecord(
                key.imageId(),
                key.userId(),
                over(Caption.EMPTY, seen.caption(), AdoptedRow.title(facts, created)),
                facts,
                created,
                ImageTime.truncated(clock.instant()),
                Optional.empty());
        ImageRecord shown = withPreview(row, source);
        rows.put(shown);
        return shown;
    }

    private ImageRecord row(NewImage image, String imageId, Inspection seen, String sha256) {
        Instant now = ImageTime.truncated(image.addedAt().orElseGet(clock::instant));
        ImageFacts facts = image.known()
                .or(seen.facts())
                .with(Attribute.CONTENT_SHA256, sha256)
                .with(Attribute.STORAGE_CLASS, objects.uploadClass());
        Caption written = image.written().isTaken() ? seen.caption() : Caption.EMPTY;
        Caption caption = over(image.caption(), written, FileNames.withoutExtension(facts.originalName()));
        return new ImageRecord(imageId, image.userId(), caption, facts, now);
    }

    /// What is typed at the upload goes before what was written into the file; tags of both count, stars of one.
    private static Caption over(Caption typed, Caption written, String otherTitle) {
        String title = typed.title().isEmpty() ? written.title() : typed.title();
        var tags = new ArrayList<>(typed.tags());
        written.tags().stream()
                .filter(tag -> Rating.stars(tag) == 0 || Rating.of(typed.tags()) == 0)
                .forEach(tags::add);
        return new Caption(
                title.isEmpty() ? otherTitle : title,
                typed.description().isEmpty() ? written.description() : typed.description(),
                tags);
    }

    /// False when an earlier try had sent these very bytes already.
    private boolean send(ImageRecord row, ImageSource source, FileStamp before, LongConsumer progress) {
        try {
            objects.put(
                    row.key(), source, row.facts().contentType(), row.facts().contentSha256(), progress);
            return true;
        } catch (ImageException.Conflict e) {
            if (holds(row, source)) {
                return false;
            }
            if (!isRowOf(row)) {
                throw e;
            }
            replace(row, source, progress);
            return false;
        } catch (ImageException.Failed e) {
            // Bytes that do not match their hash are most often a file that somebody is still writing.
            checkUnchanged(source, before);
            throw e;
        }
    }

    /// Bytes in an archive cannot be compared: they are the right ones when they are as many.
    private boolean holds(ImageRecord row, ImageSource source) {
        try {
            return objects.holds(row.key(), source, row.facts().contentSha256());
        } catch (ImageException.Failed e) {
            if (!e.isArchived()) {
                throw e;
            }
            return objects.find(row.key())
                    .filter(stored -> stored.sizeBytes() == row.facts().sizeBytes())
                    .isPresent();
        }
    }

    /// True when an earlier try has written the row: other bytes under its key are damaged ones.
    private boolean isRowOf(ImageRecord row) {
        return rows.find(row.imageId())
                .or(() -> rows.findTrashed(row.imageId()))
                .filter(known -> known.key().equals(row.key()))
                .filter(known ->
                        known.facts().contentSha256().equals(row.facts().contentSha256()))
                .isPresent();
    }

    /// Stores the bytes of an image again that are missing or damaged, and makes its previews again.
    ///
    /// @param source hashes to what the row says
    void heal(ImageRecord row, ImageSource source, LongConsumer progress) {
        boolean isFirst = healing.tryLock();
        if (!isFirst) {
            healing.lock();
        }
        try {
            // Whoever was waited for may have healed the same image.
            if (isFirst || !holds(row, source)) {
                replace(row, source, progress);
                previews.delete(row.imageId());
                withPreview(row, source);
            }
        } finally {
            healing.unlock();
        }
    }

    /// What is there is put aside, never replaced: whatever stops this half way, or should the row be wrong,
    /// nothing is lost.
    private void replace(ImageRecord row, ImageSource source, LongConsumer progress) {
        ObjectKey key = row.key();
        String sha256 = row.facts().contentSha256();
        try {
            if (objects.find(key).isPresent()) {
                putAside(key);
            } else if (objects.isBlocked(key)) {
                objects.unblock(key);
            }
            objects.put(key, source, row.facts().contentType(), sha256, progress);
        } catch (ImageException.Conflict e) {
            if (!holds(row, source)) { // somebody else may have healed it this moment
                throw e;
            }
        }
    }

    private void putAside(ObjectKey key) {
        try {
            objects.move(key, key.quarantined());
        } catch (ImageException.NotFound _) {
            LOG.log(Level.DEBUG, "somebody else put {0} aside", key.path());
        } catch (ImageException.Conflict e) {
            throw new ImageException.Conflict(
                    "The stored bytes at " + quoted(key.path()) + " are damaged, and "
                            + quoted(key.quarantined().path())
                            + " holds others that were put aside before. Move those away, then upload the image again.",
                    e);
        }
    }

    /// An image of which no preview can be made is stored all the same; it shows as a placeholder that says why.
    private ImageRecord withPreview(ImageRecord row, ImageSource source) {
        try {
            Previews.Made preview = previews.make(row.imageId(), source, Previews.TILE, DecodeRequest.BACKGROUND);
            if (!row.facts().storage().isReadable()) {
                // Later there will be nothing to make it from.
                previews.make(row.imageId(), source, Previews.SCREEN, DecodeRequest.BACKGROUND);
            }
            return row.withFacts(row.facts()
                    .with(Attribute.AVERAGE_COLOR, AverageColor.of(preview.picture()))
                    .with(Attribute.LOOK_HASH, DctHash.text(preview.picture()))
                    .with(Attribute.DAMAGED, isDamaged(source, preview.integrity())));
        } catch (ImageException.Invalid _) {
            return row.withFacts(
                    row.facts().with(Attribute.DAMAGED, isDamaged(source, PictureReader.integrity(source))));
        }
    }

    /// A file whose end is missing may show all the same: some devices leave the last bytes out.
    private static boolean isDamaged(ImageSource source, Integrity known) {
        return known == Integrity.DAMAGED || PictureReader.soundPart(source) < 1;
    }

    private static void checkUnchanged(ImageSource source, FileStamp before) {
        if (!FileStamp.of(source).equals(before)) {
            throw new ImageException.Conflict(quoted(source.name())
                    + " was changed while it was being read. Upload it again when nothing writes to it any more.");
        }
    }

    /// Only before the row was tried: an attempt that seemed to fail may have arrived, and a row must never lose
    /// its bytes.
    private void removeOwnBytes(ImageRecord row, ImageException why) {
        try {
            objects.delete(row.key());
            previews.delete(row.imageId());
        } catch (ImageException e) {
            why.addSuppressed(e);
        }
    }

    private ImageRecord putRow(ImageRecord row) {
        try {
            rows.put(row);
            return row;
        } catch (ImageException.Conflict e) {
            return rows.find(row.imageId())
                    .filter(earlier ->
                            earlier.facts().contentSha256().equals(row.facts().contentSha256()))
                    .map(earlier ->
                            completed(earlier, row.caption(), row.facts().originalName()))
                    .orElseThrow(() -> e);
        }
    }

    /// Says of an image what its upload knows, where a repair was faster with its row.
    ImageRecord completed(ImageRecord stored, Caption typed, String name) {
        if (!AdoptedRow.is(stored)) {
            return stored;
        }
        Caption caption = AdoptedRow.completed(stored, typed, name);
        ImageRecord _ = rows.update(new ImageEdit(stored, caption), ImageTime.truncated(clock.instant()));
        return rows.addFacts(stored.imageId(), ImageFacts.UNKNOWN.with(Attribute.ORIGINAL_NAME, name));
    }
}
