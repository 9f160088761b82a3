package dev.vitrine.service.mirror;

import static dev.vitrine.service.mirror.MemoryRows.NOW;
import static dev.vitrine.service.mirror.MemoryRows.image;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.vitrine.catalog.SqliteCatalog;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.store.ForwardingMetadataStore;
import dev.vitrine.store.MetadataStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MirrorTest {
    private final MemoryRows rows = new MemoryRows();
    private final List<Optional<ImageRecord>> shown = new ArrayList<>();

    @TempDir
    private Path folder;

    @AutoClose
    private SqliteCatalog catalog;

    private Mirror mirror;

    @BeforeEach
    void open() {
        catalog = SqliteCatalog.openMirror(folder);
        mirror = new Mirror(
                rows,
                catalog,
                MirrorScope.ALL,
                new OwnWrites(Clock.systemUTC()),
                () -> shown.add(catalog.find("image-00000")),
                _ -> {});
        rows.with(1);
    }

    /// Own writes are here whoever they are for, and a page of the trash shows what others made of them.
    @Test
    void ofAPartWhateverIsHereIsKeptUpToDate() {
        var part = new Mirror(
                rows,
                catalog,
                MirrorScope.of(List.of("nobody"), Optional.empty()),
                new OwnWrites(Clock.systemUTC()),
                () -> {},
                _ -> {});
        ImageRecord own = image("image-00000");
        catalog.putAll(List.of(own));
        ImageRecord changed = own.withCaption(image("theirs").caption(), NOW.plusSeconds(1));
        part.takeIn(List.of(changed, image("image-00001")));
        assertEquals(List.of(changed), catalog.findAll(List.of("image-00000", "image-00001")));
        assertEquals(Set.of("image-00000"), part.different(List.of(own, image("image-00001"))));
    }

    /// What is there of it is looked at while the answer to the write is on its way.
    @Test
    void ofAPartAnOwnWriteShowsWhomeverItIsFor() {
        var part = new Mirror(
                rows,
                catalog,
                MirrorScope.of(List.of("nobody"), Optional.empty()),
                new OwnWrites(Clock.systemUTC()),
                () -> {},
                _ -> {});
        ImageRecord own = image("image-00000");
        part.write(
                own.imageId(),
                () -> {
                    part.settle(List.of(own.imageId()));
                    return own;
                },
                written -> catalog.putAll(List.of(written)));
        assertEquals(Optional.of(own), catalog.find(own.imageId()));
    }

    /// The answer is on its way when something is written from here: it tells what the row was before.
    @Test
    void anAnswerOlderThanAnOwnWriteDoesNotUndoIt() {
        ImageRecord own = image("image-00000").withCaption(image("mine").caption(), NOW.plusSeconds(1));
        rows.afterNextAnswer(() -> mirror.write(
                own.imageId(),
                () -> {
                    rows.put(own);
                    return own;
                },
                written -> catalog.putAll(List.of(written))));

        mirror.settle(List.of(own.imageId()));

        assertEquals(List.of(Optional.of(own), Optional.of(own)), shown);
    }

    /// The answer to a write was lost, and comes after what was written has been deleted again.
    @Test
    void anAnswerThatComesLateDoesNotUndoWhatCameAfter() {
        ImageRecord late = image("image-00000");
        rows.remove("image-00000");

        mirror.write(
                late.imageId(),
                () -> {
                    rows.put(late);
                    mirror.settle(List.of(late.imageId()));
                    rows.remove(late.imageId());
                    mirror.settle(List.of(late.imageId()));
                    return late;
                },
                written -> catalog.putAll(List.of(written)));

        assertEquals(Optional.empty(), catalog.find(late.imageId()));
    }

    /// As when the answer to an upload was lost, and its row is put again: the row shows, though nothing was
    /// written.
    @Test
    void whatMeetsARowThatIsThereAlreadyShowsIt() {
        ImageRecord arrived = image("image-00000");

        assertThrows(
                ImageException.Conflict.class,
                () -> mirror.write(
                        arrived.imageId(),
                        () -> {
                            throw new ImageException.Conflict("It is there already.");
                        },
                        this::show));

        assertEquals(Optional.of(arrived), catalog.find(arrived.imageId()));
    }

    @Test
    void whatMeetsARowThatCannotBeReadNowShowsItLater() {
        ImageRecord arrived = image("image-00000");

        assertThrows(
                ImageException.Conflict.class,
                () -> mirror.write(
                        arrived.imageId(),
                        () -> {
                            rows.failWith(new ImageException.Denied("no longer", null), 0);
                            throw new ImageException.Conflict("It is there already.");
                        },
                        this::show));
        rows.work();
        mirror.settleRest();

        assertEquals(Optional.of(arrived), catalog.find(arrived.imageId()));
    }

    /// A reading from before it was shown while it was under way, and then reading is refused.
    @Test
    void anOwnWriteShowsAlsoWhenTheTablesCannotBeAskedAfterIt() {
        ImageRecord own = retitled("mine", 1);

        writeOvertaken(own);

        assertEquals(Optional.of(own), catalog.find("image-00000"));
        rows.work();
        ImageRecord theirs = retitled("theirs", 2);
        rows.put(theirs);
        mirror.settleRest();
        assertEquals(Optional.of(theirs), catalog.find("image-00000"));
    }

    @Test
    void anAnswerThatComesLateDoesNotUndoAnotherOwnWriteWhenTheTablesCannotBeAsked() {
        ImageRecord first = retitled("mine", 1);
        ImageRecord second = retitled("mine again", 2);

        mirror.write(
                first.imageId(),
                () -> {
                    writeOvertaken(second);
                    return first;
                },
                this::show);

        assertEquals(Optional.of(second), catalog.find("image-00000"));
    }

    @Test
    void anOwnWriteDoesNotHideWhatSomebodyElseWroteAfterItWhenTheTablesCannotBeAsked() {
        ImageRecord own = retitled("mine", 1);
        ImageRecord theirs = retitled("theirs", 2);

        mirror.write(
                own.imageId(),
                () -> {
                    rows.put(own);
                    rows.put(theirs);
                    mirror.settle(List.of(own.imageId()));
                    rows.failWith(new ImageException.Denied("no longer", null), 0);
                    return own;
                },
                this::show);

        assertEquals(Optional.of(theirs), catalog.find("image-00000"));
    }

    /// Somebody else deletes it for good before the answer is there, and then reading is refused.
    @Test
    void anAnswerThatComesLateDoesNotShowWhatWasDeletedMeanwhileWhenTheTablesCannotBeAsked() {
        ImageRecord late = image("image-00000");
        rows.remove(late.imageId());

        mirror.write(
                late.imageId(),
                () -> {
                    rows.put(late);
                    mirror.settle(List.of(late.imageId()));
                    rows.remove(late.imageId());
                    mirror.settle(List.of(late.imageId()));
                    rows.failWith(new ImageException.Denied("no longer", null), 0);
                    return late;
                },
                this::show);

        assertEquals(Optional.empty(), catalog.find(late.imageId()));
    }

    /// It had been there before, and was deleted: that is read while it is written once more.
    @Test
    void anOwnWriteOfWhatWasGoneBeforeShowsWhenTheTablesCannotBeAsked() {
        ImageRecord again = image("image-00000");
        rows.remove(again.imageId());
        mirror.write(again.imageId(), again::imageId, id -> catalog.deleteAll(List.of(id)));
        mirror.settle(List.of(again.imageId()));

        writeOvertakenByAnother(again);

        assertEquals(Optional.of(again), catalog.find(again.imageId()));
    }

    private void writeOvertakenByAnother(ImageRecord own) {
        mirror.write(
                own.imageId(),
                () -> {
                    rows.put(own);
                    rows.failWith(new ImageException.Denied("no longer", null), 0);
                    mirror.write(own.imageId(), () -> own, _ -> {});
                    return own;
                },
                this::show);
    }

    private void writeOvertaken(ImageRecord own) {
        mirror.write(
                own.imageId(),
                () -> {
                    mirror.settle(List.of(own.imageId()));
                    rows.put(own);
                    rows.failWith(new ImageException.Denied("no longer", null), 0);
                    return own;
                },
                this::show);
    }

    private void show(ImageRecord written) {
        catalog.putAll(List.of(written));
    }

    private static ImageRecord retitled(String title, int seconds) {
        return image("image-00000").withCaption(image(title).caption(), NOW.plusSeconds(seconds));
    }

    @Test
    void anAnswerOlderThanAnOwnDeletionDoesNotBringTheRowBack() {
        mirror.settle(List.of("image-00000"));
        shown.clear();
        rows.afterNextAnswer(() -> mirror.write(
                "image-00000",
                () -> {
                    rows.remove("image-00000");
                    return "image-00000";
                },
                id -> catalog.deleteAll(List.of(id))));

        mirror.settle(List.of("image-00000"));

        assertEquals(List.of(Optional.empty(), Optional.empty()), shown);
    }

    @Test
    void whatNobodyDisturbsIsAskedForOnce() {
        mirror.settle(List.of("image-00000"));

        assertEquals(1, rows.asked());
    }

    /// It would keep the mirror from everything else.
    @Test
    void whatIsWrittenAllTheTimeIsLeftForLater() {
        writeAfterNextAnswer(20);

        mirror.settle(List.of("image-00000"));

        assertEquals(5, rows.asked());
    }

    private void writeAfterNextAnswer(int times) {
        if (times > 0) {
            rows.afterNextAnswer(() -> {
                mirror.write("image-00000", () -> image("image-00000"), _ -> {});
                writeAfterNextAnswer(times - 1);
            });
        }
    }

    @Test
    void aPageOlderThanWhatIsKnownIsAskedAboutOnce() {
        ImageRecord newer = image("image-00000").withCaption(image("theirs").caption(), NOW.plusSeconds(1));
        rows.put(newer);
        catalog.putAll(List.of(newer));

        mirror.takeIn(List.of(image("image-00000")));

        assertEquals(List.of(Optional.of(newer), Optional.of(newer)), shown);
    }

    @Test
    void aPageNewerThanWhatIsKnownIsTakenIn() {
        catalog.putAll(List.of(image("image-00000")));
        ImageRecord newer = image("image-00000").withCaption(image("theirs").caption(), NOW.plusSeconds(1));

        mirror.takeIn(List.of(newer));

        assertEquals(List.of(Optional.of(newer)), shown);
    }

    /// Asked before bytes are sent, when there is no row yet.
    @Test
    void whatDoesNotFitTheTablesDoesNotFit() {
        var tooLong = new ImageException.Invalid("Title, description and tags are too long.");
        record Small(MetadataStore store, ImageException refusal) implements ForwardingMetadataStore {
            @Override
            public void checkFits(ImageRecord image) {
                throw refusal;
            }
        }
        var mirrored = new MirroredRows(new Small(new Tables(rows), tooLong), mirror, true);

        assertThrows(ImageException.Invalid.class, () -> mirrored.checkFits(image("new")));
    }
}
