package dev.vitrine.service;

import dev.vitrine.catalog.ImageResult;
import dev.vitrine.files.Sha256;
import dev.vitrine.image.Caption;
import dev.vitrine.image.Facets;
import dev.vitrine.image.ImageEdit;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImagePage;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageSource;
import dev.vitrine.image.ImageTime;
import dev.vitrine.image.NewImage;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.image.SeenImage;
import dev.vitrine.image.StorageState;
import dev.vitrine.image.StorageState.Stage;
import dev.vitrine.image.Subscription;
import dev.vitrine.image.Tally;
import dev.vitrine.picture.DecodeRequest;
import dev.vitrine.picture.PictureReader;
import dev.vitrine.store.BringBack;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.TrashAccess;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.ObjectStore.StoredObject;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.store.SourceBucket.Copied;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Gatherers;

/// Everything that can be done with the images of a library, whatever keeps them. Calls block and may come from any
/// thread.
///
/// Searches are answered by the catalog, from memory; everything else asks the stores, which hold the truth.
/// Own writes are in the next search.
public final class ImageService {
    private static final int PAGE = 1000;

    private final MetadataStore rows;
    private final ObjectStore objects;
    private final LiveCatalog catalog;
    private final Previews previews;
    private final Intake intake;
    private final Removal removal;
    private final DuplicateFinder duplicateFinder;
    private final Clock clock;
    private final Supplier<String> ids;

    public ImageService(MetadataStore rows, ObjectStore objects, LiveCatalog catalog, PictureReader pictures) {
        this(
                rows,
                objects,
                catalog,
                pictures,
                World.clock(),
                () -> World.here().uuid().toString());
    }

    /// @param ids gives a new image id at each call
    ImageService(
            MetadataStore rows,
            ObjectStore objects,
            LiveCatalog catalog,
            PictureReader pictures,
            Clock clock,
            Supplier<String> ids) {
        this.rows = rows;
        this.objects = objects;
        this.catalog = catalog;
        this.clock = clock;
        this.ids = ids;
        previews = new Previews(objects, pictures);
        intake = new Intake(rows, objects, pictures, previews, clock);
        removal = new Removal(rows, objects, previews);
        duplicateFinder = new DuplicateFinder(rows, objects, intake, removal);
    }

    public ImageResult search(ImageQuery query) {
        return catalog.index().search(query);
    }

    /// Whether searches know only some images of the library.
    public boolean isPart() {
        return catalog.rows().isPart();
    }

    /// For what may only be done to all images that match, or if none does.
    ///
    /// @throws ImageException.Invalid when searches know only a part of the library
    public void requireWhole() {
        catalog.rows().requireWhole();
    }

    public Facets facets(ImageQuery query) {
        return catalog.index().facets(query);
    }

    /// In how many of the images of a query each of these tags is, or any tag of a branch.
    public Map<String, Integer> tagged(ImageQuery query, Collection<String> tags) {
        return catalog.index().tagged(query, tags);
    }

    /// The live images that look like others, see [CatalogIndex#similarGroups].
    public List<List<String>> similarGroups(BooleanSupplier continues) {
        return catalog.index().similarGroups(continues);
    }

    /// The images of a query for look-alikes, see [CatalogIndex#nearest].
    public List<String> nearest(ImageQuery query) {
        return catalog.index().nearest(query);
    }

    /// Calls back after anything changed, by whomever, on a thread of the catalog. Close the answer to stop.
    public Subscription subscribe(Runnable onChange) {
        return catalog.feed().subscribe(onChange);
    }

    /// A page of the live rows as the store itself lists them, newest first where it can: nothing needs to be
    /// mirrored for that.
    public ImagePage list(ImagePage.Request request) {
        return rows.list(request);
    }

    public ImagePage listTrashed(ImagePage.Request request) {
        return rows.listTrashed(request);
    }

    /// The image, unless it is in the trash or gone.
    public Optional<ImageRecord> find(String imageId) {
        return rows.find(imageId);
    }

    /// Images that the catalog knows, live or in the trash, in the order asked; unknown ids are left out.
    public List<ImageRecord> findAll(Collection<String> imageIds) {
        return catalog.rows().findAll(imageIds);
    }

    /// Number, size and tags of these images, from memory; unknown ids are left out.
    public Tally tally(Collection<String> imageIds) {
        return catalog.index().tally(imageIds);
    }

    /// What was moved to the trash in one go and is still there.
    public List<String> trashedAt(Instant deletedAt) {
        return catalog.rows().trashedAt(deletedAt);
    }

    /// A live image of this user with these very bytes, by its row.
    public Optional<ImageRecord> findDuplicate(String userId, String sha256) {
        return findDuplicates(userId, sha256).stream().findFirst();
    }

    /// All of them, oldest first.
    public List<ImageRecord> findDuplicates(String userId, String sha256) {
        return catalog.rows().findBySha256(userId, sha256);
    }

    /// True when the store has the bytes of this image, in full as far as their number tells.
    public boolean isStored(ImageRecord image) {
        return duplicateFinder.isStored(image);
    }

    /// Before a link is given out that would lead nowhere.
    ///
    /// @throws ImageException.NotFound when the store has no bytes of this image
    /// @throws ImageException.Failed when they are [archived][ImageException.Failed#isArchived]
    public void requireBytes(ImageRecord image) {
        new StoredOriginal(objects, image).require();
    }

    /// The image that has the bytes of this source. A row alone is not believed: every image that is said to have
    /// them, and has lost them, is healed.
    ///
    /// @param said images whose rows name these bytes, oldest first
    /// @param sha256 of the source
    /// @param heal see [#heal]
    /// @return empty when no row of them is there any more: then it is a new image
    public Optional<Duplicate> duplicate(
            List<ImageRecord> said, ImageSource source, String sha256, Predicate<ImageRecord> heal) {
        return duplicateFinder.find(said, source, sha256, heal);
    }

    /// Stores the bytes of an image again, under its id, where they are missing or damaged; damaged ones are put
    /// aside.
    ///
    /// @param source the bytes that the row says it had
    /// @return false when there is no such row any more, or its bytes belong elsewhere: then it is a new image
    public boolean heal(ImageRecord image, ImageSource source, LongConsumer progress) {
        return duplicateFinder.heal(image, source, progress);
    }

    /// Takes a new image in. When this returns, the bytes are on the disk, the row is written and the next search
    /// shows it.
    ///
    /// Where an image of this user has lost these very bytes, they are put back instead, and that image is the
    /// answer.
    ///
    /// @param progress is called with the number of bytes stored so far
    /// @throws ImageException.Invalid when the bytes are not an accepted image
    /// @throws ImageException.Conflict when the file changed while it was read: trying again helps. Whatever is
    ///   thrown, nothing of the image stays behind
    public ImageRecord upload(NewImage image, LongConsumer progress) {
        String sha256 = Sha256.of(image.source(), _ -> {});
        Optional<ImageRecord> healed = healed(image, sha256, progress);
        if (healed.isPresent()) {
            return healed.get();
        }
        String imageId = newImageId();
        try {
            return upload(image, imageId, sha256, progress);
        } catch (ImageException.Invalid e) {
            throw e; // said before any byte was sent
        } catch (RuntimeException e) {
            return arrived(image.userId(), imageId, e);
        }
    }

    private Optional<ImageRecord> healed(NewImage image, String sha256, LongConsumer progress) {
        ImageSource source = image.source();
        return duplicate(findDuplicates(image.userId(), sha256), source, sha256, known -> heal(known, source, progress))
                .filter(Duplicate::healed)
                .map(Duplicate::image);
    }

    /// The image, when it had arrived and only the answer was lost. Not stopped by what stopped the upload.
    private ImageRecord arrived(String userId, String imageId, RuntimeException failure) {
        try {
            return Threads.uninterrupted(() -> RetryPolicy.USUAL.run(() -> abandonUpload(userId, imageId)))
                    .orElseThrow(() -> failure);
        } catch (ImageException e) {
            if (e != failure) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
    }

    /// Like {@link #upload(NewImage, LongConsumer)}, for a caller that keeps the id, so that a second try after a
    /// crash makes no second image.
    ///
    /// @param sha256 of the source when it is known already, else `""`; the stored bytes are checked against it
    public ImageRecord upload(NewImage image, String imageId, String sha256, LongConsumer progress) {
        ImageRecord added = intake.take(image, imageId, sha256, progress);
        catalog.written();
        return added;
    }

    /// The same for bytes that a server can bring here by itself. What it brought is removed again when its row is
    /// refused; where nothing answers, it stays for the next try.
    ///
    /// @throws ImageException.Conflict when there is an image with this id that has other bytes
    public ImageRecord upload(NewImage image, String imageId, ServerSide bytes) {
        var isNew = new AtomicBoolean();
        ImageRecord added;
        try {
            added = intake.take(image, imageId, (original, contentType) -> {
                Copied copied = bytes.copyTo(original, contentType);
                isNew.set(copied.isNew());
                return copied;
            });
        } catch (ImageException e) {
            if (!isNew.get() || e.passes()) {
                throw e;
            }
            added = arrived(image.userId(), imageId, e);
        }
        catalog.written();
        return added;
    }

    /// Makes a row again for an original that has none.
    ///
    /// @throws ImageException.Invalid when it is no image
    /// @throws ImageException.Conflict when it has a row by now
    public ImageRecord adopt(StoredObject original, Instant storedAt) {
        ImageRecord adopted = intake.adopt(original, storedAt);
        catalog.written();
        return adopted;
    }

    /// Says of an image what its upload knows, where its row was made again meanwhile out of its bytes alone.
    ///
    /// @param typed at the upload
    /// @param name of the file
    public ImageRecord completed(ImageRecord stored, Caption typed, String name) {
        ImageRecord completed = intake.completed(stored, typed, name);
        catalog.written();
        return completed;
    }

    /// What an upload under this id came to: its row, even when that is in the trash by now.
    public Optional<ImageRecord> findUploaded(String imageId) {
        return rows.findAnywhere(imageId);
    }

    /// Ends an upload that failed or was stopped: bytes that no row speaks for are removed.
    ///
    /// @return the row, when the upload had arrived after all; nothing is removed then
    public Optional<ImageRecord> abandonUpload(String userId, String imageId) {
        Optional<ImageRecord> arrived = findUploaded(imageId);
        if (arrived.isEmpty()) {
            removal.removeOrphan(ObjectKey.original(userId, imageId));
        }
        return arrived;
    }

    public String newImageId() {
        return ids.get();
    }

    /// Merges the change into what is stored now, and returns that.
    ///
    /// @throws ImageException.Conflict when somebody else changed the same text in the meantime
    public ImageRecord edit(ImageEdit edit) {
        ImageRecord edited = rows.update(edit, now());
        catalog.written();
        return edited;
    }

    /// Stores what became known of an image and its row does not say; nobody changed it by that.
    public ImageRecord addFacts(String imageId, ImageFacts more) {
        ImageRecord known = rows.addFacts(imageId, more);
        catalog.written();
        return known;
    }

    /// What a deletion comes to. Where there is no trash, or none that this account may use, it is permanent.
    public TrashAccess trash() {
        if (rows.keepsTrash()) {
            return TrashAccess.THERE;
        }
        return rows.trashAccess() == TrashAccess.ABSENT ? TrashAccess.ABSENT : TrashAccess.FORBIDDEN;
    }

    /// False when deleting is permanent, because this library has no trash: then ask first.
    public boolean keepsTrash() {
        return rows.keepsTrash();
    }

    public BulkOutcome trash(Collection<String> imageIds) {
        return trash(imageIds, now(), Progress.UNSEEN);
    }

    /// @param deletedAt the moment they all share, by which they can be found again: {@link #trashedAt}
    public BulkOutcome trash(Collection<String> imageIds, Instant deletedAt, Progress progress) {
        return each(imageIds, id -> rows.trash(id, deletedAt), progress);
    }

    /// Trashes images that another one stays for, as long as that one is live: so of two who keep different ones of
    /// a pair, at most one trashes the other. What somebody else put into the trash meanwhile is theirs, and fails.
    ///
    /// @param keptByImage which one stays, by each that goes
    /// @param seen what is known of those that go, by id: what is said of one meanwhile makes it stay
    public BulkOutcome trashFor(
            Map<String, String> keptByImage, Map<String, ImageRecord> seen, Instant deletedAt, Progress progress) {
        return each(
                keptByImage.keySet(),
                id -> rows.trashFor(
                        Optional.ofNullable(seen.get(id)).orElseThrow(() -> ImageException.NotFound.ofImage(id)),
                        Objects.requireNonNull(keptByImage.get(id)),
                        deletedAt),
                progress);
    }

    public BulkOutcome restore(Collection<String> imageIds, Progress progress) {
        return each(imageIds, removal::restore, progress);
    }

    /// Images as they are now, to be deleted permanently when a person agrees.
    public List<SeenImage> seen(Collection<String> imageIds) {
        return imageIds.stream()
                .map(id -> findUploaded(id).map(SeenImage::of).orElse(SeenImage.missing(id)))
                .toList();
    }

    /// The same, as the catalog shows them: fast for very many.
    public List<SeenImage> seenInCatalog(Collection<String> imageIds) {
        return imageIds.stream()
                .gather(Gatherers.windowFixed(PAGE))
                .flatMap(page -> findAll(page).stream())
                .map(SeenImage::of)
                .toList();
    }

    /// Live or from the trash, if they still are as they were seen. Nothing brings these images back, and copies of
    /// them that were shared are gone too.
    public BulkOutcome deletePermanently(Collection<SeenImage> images, Progress progress) {
        var seen = new LinkedHashMap<String, SeenImage>();
        images.forEach(image -> seen.put(image.imageId(), image));
        Map<String, List<ObjectKey>> copies = removal.sharedCopies();
        var keepsVersions = new AtomicBoolean();
        BulkOutcome outcome = each(
                seen.keySet(),
                id -> {
                    if (removal.purge(
                            Objects.requireNonNull(seen.get(id)), copies.getOrDefault(id, List.of()), now())) {
                        keepsVersions.set(true);
                    }
                },
                progress);
        removal.removeLaterCopies(Set.copyOf(outcome.done()));
        return keepsVersions.get()
                ? outcome.withRemark(
                        "The bucket keeps former versions: until its rules remove them, whoever runs it can still get at the bytes.")
                : outcome;
    }

    /// Where the preview is kept that tiles show.
    public static ObjectKey previewKey(String imageId) {
        return ObjectKey.preview(imageId, Previews.TILE);
    }

    /// Makes that preview again from the original.
    ///
    /// @throws ImageException.Invalid when no picture can be made of these bytes, with the reason
    public void makePreview(ImageRecord image) {
        previews.make(image.imageId(), original(image), Previews.TILE, DecodeRequest.BACKGROUND);
    }

    /// The bytes of an image as they were uploaded.
    public StoredOriginal original(ImageRecord image) {
        return new StoredOriginal(objects, image);
    }

    /// The file that has its bytes on this machine, for other programs to read: of a local library, or one that is
    /// kept offline.
    public Optional<Path> file(ImageRecord image) {
        return objects.onDisk(image.readKey())
                .or(() -> objects.keptFile(image.facts().contentSha256()));
    }

    /// Whether its bytes can be had at once: not where they are archived, unless this machine keeps them. Asks
    /// nobody.
    public boolean isReadable(ImageRecord image) {
        return image.facts().storage().asOf(now()).isReadable() || new StoredOriginal(objects, image).isKept();
    }

    /// The image with what its store says of its bytes now: in which class they lie, and whether they can be read.
    ///
    /// @throws ImageException.NotFound when the store has no bytes of this image
    public ImageRecord withStorage(ImageRecord image) {
        StorageState state = objects.find(image.readKey())
                .orElseThrow(() -> StoredOriginal.missing(image))
                .storage();
        return image.withFacts(image.facts().with(asked(image, state)));
    }

    /// Only whoever asked knows since when.
    private static StorageState asked(ImageRecord image, StorageState state) {
        StorageState noted = image.facts().storage();
        boolean isSame = state.stage() == Stage.COMING
                && noted.stage() == Stage.COMING
                && state.at().isEmpty();
        return isSame ? noted : state;
    }

    /// Asks for originals out of an archive. What can be read already, or was asked for before, is fine.
    public BulkOutcome bringBack(Collection<String> imageIds, BringBack request, Progress progress) {
        return each(
                imageIds,
                id -> objects.bringBack(
                        findUploaded(id)
                                .orElseThrow(() -> ImageException.NotFound.ofImage(id))
                                .readKey(),
                        request),
                progress);
    }

    /// Does this to the row of each, as many at once as the store bears.
    public BulkOutcome each(Collection<String> imageIds, Consumer<String> change, Progress progress) {
        BulkOutcome outcome = BulkOutcome.ofAll(imageIds, change, bulkExecutor(), progress);
        catalog.written();
        return outcome;
    }

    /// Who works on many rows at once.
    public BulkExecutor bulkExecutor() {
        return new BulkExecutor(rows.writesAtOnce());
    }

    /// Now, as precise as a row can hold.
    public Instant now() {
        return ImageTime.truncated(clock.instant());
    }
}
