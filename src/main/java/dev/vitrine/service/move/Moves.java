package dev.vitrine.service.move;

import static dev.vitrine.text.DisplayText.quoted;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ObjectKey;
import dev.vitrine.service.BulkExecutor;
import dev.vitrine.service.BulkOutcome;
import dev.vitrine.service.ImageService;
import dev.vitrine.service.Progress;
import dev.vitrine.store.MetadataStore;
import dev.vitrine.store.MetadataStore.UserChange;
import dev.vitrine.store.ObjectStore;
import dev.vitrine.store.RetryPolicy;
import dev.vitrine.world.Threads;
import dev.vitrine.world.World;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Moves images to another user. Calls block and may come from any thread.
public final class Moves implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Moves.class.getName());
    private static final RetryPolicy UNTIL_IT_ANSWERS =
            RetryPolicy.forever(Duration.ofSeconds(2), Duration.ofMinutes(1));

    private final ImageService images;
    private final MetadataStore rows;
    private final MetadataStore truth;
    private final ObjectStore objects;
    private final MovedBytes bytes;
    private final Path folder;
    private final List<Path> alike;
    /// What is done already of a journal whose other moves could not be finished yet.
    private final Set<Finished> finished = ConcurrentHashMap.newKeySet();
    private final Thread finishing = World.here().threads("moves").newThread(this::finishAll);

    /// @param rows to be written
    /// @param truth the rows as they are at this moment
    /// @param folder where is written down what is under way
    /// @param alike folders of what may be the same library by another name: of what is written down there, that is
    ///   finished which has a row here
    public Moves(
            ImageService images,
            MetadataStore rows,
            MetadataStore truth,
            ObjectStore objects,
            Path folder,
            List<Path> alike) {
        this.images = images;
        this.rows = rows;
        this.truth = truth;
        this.objects = objects;
        this.bytes = new MovedBytes(truth, objects);
        this.folder = folder;
        this.alike = List.copyOf(alike);
    }

    /// Whether processes that are no more left anything there to be finished.
    public static boolean wereCutIn(Path folder) {
        if (!MoveJournal.hasLeft(folder)) {
            return false;
        }
        try (var journal = new MoveJournal(folder)) {
            return !journal.dead().isEmpty();
        }
    }

    /// Finishes in the background what processes left that are no more.
    public void start() {
        if (Stream.concat(Stream.of(folder), alike.stream()).anyMatch(MoveJournal::hasLeft)) {
            finishing.start();
        }
    }

    /// Gives live images to this user; it is fine where they are his already.
    ///
    /// @throws ImageException.Invalid when nobody may be called that
    public MoveOutcome move(Collection<String> imageIds, String user, Progress progress) {
        return move(imageIds, user, _ -> true, progress);
    }

    /// The same for those that are as expected at this moment, whatever a mirror says.
    ///
    /// @param expected is asked by several threads
    public MoveOutcome move(
            Collection<String> imageIds, String user, Predicate<ImageRecord> expected, Progress progress) {
        ObjectKey.checkedUserId(user);
        try (var journal = new MoveJournal(folder)) {
            BulkOutcome outcome = images.each(
                    imageIds, id -> planned(id, user, expected).ifPresent(move -> run(move, journal)), progress);
            return new MoveOutcome(outcome, journal.left());
        }
    }

    /// Which of them could go to this user, as they are at this moment. Nothing is changed.
    ///
    /// @throws ImageException.Invalid when nobody may be called that
    public BulkOutcome plan(Collection<String> imageIds, String user, Progress progress) {
        ObjectKey.checkedUserId(user);
        return images.each(imageIds, id -> planned(id, user, _ -> true), progress);
    }

    /// @return empty where it is the user's already
    private Optional<UserMove> planned(String imageId, String user, Predicate<ImageRecord> expected) {
        ImageRecord image = truth.find(imageId).orElseThrow(() -> notThere(imageId));
        if (!expected.test(image)) {
            throw ImageException.Conflict.ofImage();
        }
        if (image.userId().equals(user)) {
            return Optional.empty();
        }
        if (!image.readKey().equals(image.key())) {
            throw new ImageException.Invalid("Another program wrote the row of " + quoted(image.title())
                    + ", and says that its bytes are at "
                    + quoted(image.readKey().path())
                    + ": it can only be moved with that program.");
        }
        return Optional.of(new UserMove(imageId, image.userId(), user));
    }

    private void run(UserMove move, MoveJournal journal) {
        journal.begin(move);
        Optional<ImageException> failure = changed(move);
        boolean isMoved = settled(move, journal)
                .map(row -> row.userId().equals(move.to()))
                .orElse(failure.isEmpty());
        if (failure.isPresent() && !isMoved) {
            throw failure.get();
        }
    }

    private ImageException notThere(String imageId) {
        return truth.findTrashed(imageId)
                .<ImageException>map(image -> new ImageException.Conflict(
                        quoted(image.title()) + " is in the trash. Restore it first, then move it."))
                .orElseGet(() -> ImageException.NotFound.ofImage(imageId));
    }

    private Optional<ImageException> changed(UserMove move) {
        try {
            objects.copy(move.source(), move.target());
            rows.changeUser(move.imageId(), new UserChange(move.from(), move.to()), images.now());
            return Optional.empty();
        } catch (ImageException e) {
            return Optional.of(e);
        }
    }

    /// Not stopped by what stopped the move.
    ///
    /// @return the row now; empty when that is not known, or there is none
    private Optional<ImageRecord> settled(UserMove move, MoveJournal journal) {
        try {
            return Threads.uninterrupted(() -> {
                Optional<ImageRecord> row = bytes.settle(move, journal.owner(), false);
                journal.ended(move);
                return row;
            });
        } catch (ImageException e) {
            LOG.log(Level.INFO, "Bytes of " + move.imageId() + " are left where they do not belong, for now", e);
            return Optional.empty();
        }
    }

    /// Finishes what processes left that are no more.
    ///
    /// @return false when something is still left that waiting does not help
    /// @throws ImageException when the library does not answer: trying again helps
    public boolean finish() {
        boolean isWhole = finish(folder, _ -> true);
        for (Path other : alike) {
            isWhole &= finish(other, cut -> bytes.areCut(cut.move(), cut.process()));
        }
        return isWhole;
    }

    /// @param ours whether a move that is written down there was one in this library
    private boolean finish(Path journals, Predicate<Finished> ours) {
        if (!MoveJournal.hasLeft(journals)) {
            return true;
        }
        boolean isWhole = true;
        try (var journal = new MoveJournal(journals)) {
            for (String dead : journal.dead()) {
                boolean isFinished = areFinished(journal.movesOf(dead), dead, ours);
                if (isFinished) {
                    journal.forget(dead);
                    finished.removeIf(each -> each.process().equals(dead));
                }
                isWhole &= isFinished;
            }
        }
        return isWhole;
    }

    /// @param process that is no more
    private record Finished(String process, UserMove move) {}

    /// Several at once, but one after the other of the same image: they would take each other's bytes for their
    /// own.
    private boolean areFinished(List<UserMove> moves, String dead, Predicate<Finished> ours) {
        var left = new AtomicInteger();
        BulkExecutor executor = images.bulkExecutor();
        Map<String, List<Finished>> byImage = moves.stream()
                .map(move -> new Finished(dead, move))
                .filter(move -> !finished.contains(move))
                .collect(Collectors.groupingBy(move -> move.move().imageId(), LinkedHashMap::new, Collectors.toList()));
        executor.each(
                List.copyOf(byImage.values()),
                ofImage -> {
                    for (Finished move : ofImage) {
                        if (executor.request(() -> isFinished(move, ours))) {
                            finished.add(move);
                        } else {
                            left.incrementAndGet();
                        }
                    }
                },
                () -> !Thread.currentThread().isInterrupted());
        ImageException.Cancelled.throwIfInterrupted();
        return left.get() == 0;
    }

    private boolean isFinished(Finished cut, Predicate<Finished> ours) {
        try {
            if (!ours.test(cut)) {
                return false;
            }
            bytes.settle(cut.move(), cut.process(), true);
            return true;
        } catch (ImageException.Cancelled e) {
            throw e;
        } catch (ImageException e) {
            if (RetryPolicy.isWorthAnotherTry(e)) {
                throw e;
            }
            LOG.log(Level.INFO, "A move of " + cut.move().imageId() + " cannot be finished yet", e);
            return false;
        }
    }

    private void finishAll() {
        try {
            boolean isWhole = UNTIL_IT_ANSWERS.run(this::finish);
            LOG.log(Level.DEBUG, "What earlier moves left is finished: {0}", isWhole);
        } catch (ImageException.Cancelled _) {
            LOG.log(Level.DEBUG, "closed");
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "What earlier moves left cannot be finished", e);
        }
    }

    @Override
    public void close() {
        finishing.interrupt();
        boolean _ = Threads.awaitEnd(finishing, Duration.ofSeconds(20));
    }
}
