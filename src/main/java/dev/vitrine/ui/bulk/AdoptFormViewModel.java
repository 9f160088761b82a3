package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.service.adopt.AdoptCost;
import dev.vitrine.service.adopt.AdoptOutcome;
import dev.vitrine.service.adopt.AdoptOutcome.AdoptResult;
import dev.vitrine.service.adopt.AdoptPlace;
import dev.vitrine.service.adopt.AdoptReport;
import dev.vitrine.service.adopt.AdoptRequest;
import dev.vitrine.service.adopt.FolderTree;
import dev.vitrine.ui.support.Background;
import dev.vitrine.ui.support.FailureText;
import dev.vitrine.ui.support.Format;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

/// Which part of which bucket is to become whose images. What is asked for is tried before it can be done; every change
/// asks for another try.
public final class AdoptFormViewModel {
    /// More ids would fill the memory; a part alone is not taken back.
    private static final int MOST_TAKEN_BACK = 200_000;

    private final Buckets buckets;
    private final Background background;
    private final Background.Lane lane;
    private final MoveFormViewModel user;
    private final StringProperty place = new SimpleStringProperty("");
    private final StringProperty since = new SimpleStringProperty("");
    private final BooleanProperty tagsFolders = new SimpleBooleanProperty();
    private final ObservableList<String> tags = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Optional<FolderTree>> folders = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<AdoptReport>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());
    /// Of what goes on: who works for an earlier one is to stop.
    private final AtomicLong turn = new AtomicLong();
    private final ReadOnlyStringWrapper busy = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper reported = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /// Other buckets of the library's server. Every method blocks.
    public interface Buckets {
        FolderTree look(String bucket, String prefix);

        AdoptReport plan(String bucket, AdoptRequest request, Predicate<AdoptOutcome> listener);

        /// Empty where nobody knows.
        Optional<AdoptCost> cost(AdoptReport plan);
    }

    /// The bucket whose folders are shown.
    private String looked = "";

    private record Tried(AdoptReport report, Optional<AdoptCost> cost) {}

    /// @param users who are there, most images first
    public AdoptFormViewModel(Buckets buckets, List<String> users, Background background) {
        this.buckets = buckets;
        this.background = background;
        lane = background.lane();
        user = new MoveFormViewModel(users, 0);
        place.subscribe((_, _) -> changed());
        since.subscribe((_, _) -> changed());
        tagsFolders.subscribe((_, _) -> changed());
        user.userProperty().subscribe((_, _) -> changed());
        tags.addListener((ListChangeListener<String>) _ -> changed());
    }

    /// As in `bucket/folder/`.
    StringProperty placeProperty() {
        return place;
    }

    MoveFormViewModel user() {
        return user;
    }

    ObservableList<String> tags() {
        return tags;
    }

    BooleanProperty tagsFoldersProperty() {
        return tagsFolders;
    }

    /// A day as in `2024-05-31`, or nothing.
    StringProperty sinceProperty() {
        return since;
    }

    /// What is in the bucket, as far as somebody has looked.
    ReadOnlyObjectProperty<Optional<FolderTree>> foldersProperty() {
        return folders.getReadOnlyProperty();
    }

    /// What goes on; `""` while nothing does.
    ReadOnlyStringProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /// What would happen, in a sentence; `""` while nobody knows.
    ReadOnlyStringProperty toldProperty() {
        return reported.getReadOnlyProperty();
    }

    /// Why it cannot be told; `""` where it can.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// How many images would come of it, as far as that was tried.
    private long count() {
        return plan.get().map(report -> report.count(AdoptResult.ADOPTED)).orElse(0L);
    }

    /// How many objects there are, as far as that was tried.
    public long objects() {
        return plan.get().map(AdoptReport::objects).orElse(0L);
    }

    /// It was tried as it stands, and something would come of it.
    BooleanBinding readyProperty() {
        return Bindings.createBooleanBinding(() -> count() > 0, plan);
    }

    BooleanBinding lookableProperty() {
        return Bindings.createBooleanBinding(() -> !bucket().isEmpty(), place);
    }

    BooleanBinding triableProperty() {
        return lookableProperty().and(user.readyProperty());
    }

    public String bucket() {
        return place().bucket();
    }

    private AdoptPlace place() {
        return AdoptPlace.of(place.get());
    }

    /// @throws ImageException.Invalid when the day is none
    public AdoptRequest request() {
        return new AdoptRequest(
                place().prefix(),
                user.named(),
                List.copyOf(tags),
                tagsFolders.get(),
                since.get().isBlank()
                        ? Optional.empty()
                        : Optional.of(day().atStartOfDay(ZoneId.systemDefault()).toInstant()));
    }

    private LocalDate day() {
        try {
            return LocalDate.parse(since.get().strip());
        } catch (DateTimeParseException e) {
            throw new ImageException.Invalid(
                    text("adopt.since.wrong", since.get().strip()), e);
        }
    }

    /// Lists what is there, which changes nothing.
    void look() {
        AdoptPlace from = place();
        if (from.bucket().isEmpty()) {
            return;
        }
        begin(text("adopt.looking", from.bucket()));
        folders.set(Optional.empty());
        lane.run(
                () -> buckets.look(from.bucket(), from.prefix()),
                found -> {
                    busy.set("");
                    looked = from.bucket();
                    folders.set(Optional.of(found).filter(tree -> tree.objects() > 0));
                    reported.set(text("adopt.found", found.objects(), Format.bytes(found.bytes())));
                },
                this::failed);
    }

    /// This folder alone.
    void choose(FolderTree folder) {
        place.set(looked + "/" + folder.path());
    }

    /// Tells what would happen, which changes nothing.
    void tryOut() {
        AdoptRequest request;
        try {
            request = request();
        } catch (ImageException.Invalid e) {
            problem.set(e.getMessage());
            return;
        }
        String bucket = bucket();
        long mine = begin(text("adopt.trying", 0));
        var seen = new AtomicLong();
        Runnable show = background.oncePerPulse(() -> {
            if (turn.get() == mine && !busy.get().isEmpty()) {
                busy.set(text("adopt.trying", seen.get()));
            }
        });
        lane.run(
                () -> {
                    AdoptReport report = buckets.plan(bucket, request, _ -> {
                        seen.incrementAndGet();
                        show.run();
                        return turn.get() == mine;
                    });
                    report.cutShort().ifPresent(failure -> {
                        throw failure;
                    });
                    return new Tried(report, buckets.cost(report));
                },
                this::tried,
                this::failed);
    }

    private void tried(Tried tried) {
        busy.set("");
        plan.set(Optional.of(tried.report()));
        String cost = tried.cost()
                .map(each -> " " + text("adopt.cost", each.once(), each.month(), each.region(), each.asOf()))
                .orElse("");
        reported.set(summary("adopt.plan", tried.report()) + cost + tooMany("adopt.plan.tooMany", tried.report()));
    }

    /// Whether all that was adopted can be taken back at once.
    public static boolean isTakenBack(long adopted) {
        return adopted <= MOST_TAKEN_BACK;
    }

    /// One more sentence where they cannot; else `""`.
    public static String tooMany(String key, AdoptReport report) {
        return isTakenBack(report.count(AdoptResult.ADOPTED)) ? "" : " " + text(key, MOST_TAKEN_BACK);
    }

    /// All numbers of a report, which add up.
    public static String summary(String key, AdoptReport report) {
        long other = report.count(AdoptResult.NO_IMAGE) + report.count(AdoptResult.EMPTY);
        return text(
                key,
                report.count(AdoptResult.ADOPTED),
                Format.bytes(report.bytes(AdoptResult.ADOPTED)),
                report.count(AdoptResult.THERE) + report.count(AdoptResult.TRASHED),
                other,
                report.count(AdoptResult.OLDER),
                report.count(AdoptResult.OWN),
                report.count(AdoptResult.ARCHIVED),
                report.count(AdoptResult.FAILED));
    }

    /// @return the number of what begins
    private long begin(String what) {
        plan.set(Optional.empty());
        problem.set("");
        reported.set("");
        busy.set(what);
        return turn.incrementAndGet();
    }

    private void failed(ImageException failure) {
        busy.set("");
        problem.set(FailureText.text(failure));
    }

    /// What was told of something else does not hold any more.
    private void changed() {
        if (plan.get().isPresent() || !busy.get().isEmpty()) {
            close();
            plan.set(Optional.empty());
            reported.set("");
        }
        if (folders.get().isPresent() && !bucket().equals(looked)) {
            folders.set(Optional.empty());
            reported.set("");
        }
        problem.set("");
    }

    /// Nobody waits any more for what is looked at. What was tried counts for what is begun now.
    void close() {
        lane.cancel();
        turn.incrementAndGet();
        busy.set("");
    }
}
