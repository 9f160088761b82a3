package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.Correction;
import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageFacts;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.ImageTime;
import dev.vitrine.service.edit.BulkEdits.Correcting;
import dev.vitrine.text.TimeShift;
import dev.vitrine.ui.bulk.BulkFormViewModel.TitleChange;
import dev.vitrine.ui.support.FailureText;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// When the selected images were taken, understood while it is typed: what is said of one of them tells by how much the
/// clock of the camera was wrong.
public final class TimeFormViewModel {
    /// What becomes of the times.
    enum Correct {
        /// All move by as much.
        SHIFT,
        /// All get the same.
        SET,
        /// As it was before anybody corrected it.
        CAMERA
    }

    private final List<ImageRecord> samples;
    private final ImageRecord lead;
    private final int count;
    private final ObjectProperty<Correct> way;
    private final StringProperty time = new SimpleStringProperty();
    private final StringProperty shift = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<TitleChange>> preview = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<Correcting>> correcting =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private boolean following;

    /// @param samples some of the images, the first and the last of them among these; at least one
    /// @param count how many images there are in all
    public TimeFormViewModel(List<ImageRecord> samples, int count) {
        this.samples = List.copyOf(samples);
        this.count = count;
        lead = samples.stream()
                .filter(image -> image.facts().takenAt().isPresent())
                .findFirst()
                .orElseGet(samples::getFirst);
        way = new SimpleObjectProperty<>(leadTime().isPresent() ? Correct.SHIFT : Correct.SET);
        time.set(leadTime().map(TimeFormViewModel::shown).orElse(""));
        time.subscribe(this::followTime);
        shift.subscribe(this::followShift);
        way.subscribe(_ -> understand());
    }

    int count() {
        return count;
    }

    /// What the typed time is said of.
    String leadTitle() {
        return lead.title();
    }

    ObjectProperty<Correct> wayProperty() {
        return way;
    }

    /// When the lead was taken, or all were.
    StringProperty timeProperty() {
        return time;
    }

    /// The same as a difference.
    StringProperty shiftProperty() {
        return shift;
    }

    /// Of the lead and the last image.
    ReadOnlyObjectProperty<List<TitleChange>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// What is wrong with what is typed; `""` when nothing is.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Empty while there is nothing to do, or something is wrong.
    ReadOnlyObjectProperty<Optional<Correcting>> correctingProperty() {
        return correcting.getReadOnlyProperty();
    }

    private Optional<LocalDateTime> leadTime() {
        return lead.facts().takenAt().map(taken -> taken.truncatedTo(ChronoUnit.SECONDS));
    }

    private void followTime(String typed) {
        Optional<LocalDateTime> requested = ImageTime.parseTyped(typed);
        follow(
                shift,
                leadTime()
                        .flatMap(taken -> requested.map(right -> Duration.between(taken, right)))
                        .map(difference -> difference.isZero() ? "" : TimeShift.print(difference)));
    }

    private void followShift(String typed) {
        Optional<Duration> requested = typed.isBlank() ? Optional.of(Duration.ZERO) : TimeShift.parse(typed);
        follow(
                time,
                requested
                        .flatMap(by -> leadTime().flatMap(taken -> shifted(taken, by)))
                        .map(TimeFormViewModel::shown));
    }

    private static Optional<LocalDateTime> shifted(LocalDateTime taken, Duration by) {
        try {
            return Correction.NONE.withTakenAt(taken).shifted(by).takenAt();
        } catch (ImageException.Invalid _) {
            return Optional.empty(); // said below the fields
        }
    }

    /// Each of the two fields says what the other means.
    private void follow(StringProperty other, Optional<String> text) {
        if (!following && way.get() == Correct.SHIFT) {
            following = true;
            text.ifPresent(other::set);
            following = false;
        }
        understand();
    }

    private void understand() {
        try {
            Optional<Correcting> understood = understood();
            List<TitleChange> lines = lines(understood.orElse(ImageRecord::correction));
            problem.set("");
            preview.set(lines);
            correcting.set(understood);
        } catch (ImageException e) {
            correcting.set(Optional.empty());
            preview.set(lines(ImageRecord::correction));
            problem.set(FailureText.text(e));
        }
    }

    private Optional<Correcting> understood() {
        return switch (way.get()) {
            case CAMERA -> Optional.of(image -> image.correction().withTakenAt(Correction.cameraTime(image.facts())));
            case SET -> {
                Optional<LocalDateTime> taken = requested(time, ImageTime.parseTyped(time.get()), "time.problem.time");
                yield taken.map(moment -> image -> image.correction().withTakenAt(moment));
            }
            case SHIFT -> {
                Optional<LocalDateTime> _ = requested(time, ImageTime.parseTyped(time.get()), "time.problem.time");
                Optional<Duration> by = requested(shift, TimeShift.parse(shift.get()), "time.problem.shift");
                yield by.map(difference -> image -> image.correction().shifted(difference));
            }
        };
    }

    /// @throws ImageException.Invalid when something else was typed
    private static <T> Optional<T> requested(StringProperty field, Optional<T> read, String problem) {
        if (read.isEmpty() && !field.get().isBlank()) {
            throw new ImageException.Invalid(text(problem, field.get().strip()));
        }
        return read;
    }

    private List<TitleChange> lines(Correcting how) {
        return Stream.of(lead, samples.getLast())
                .distinct()
                .map(image -> new TitleChange(
                        line(image, image.facts()), line(image, how.of(image).appliedTo(image.facts()))))
                .toList();
    }

    private static String line(ImageRecord image, ImageFacts facts) {
        String moment = facts.takenAt().map(TimeFormViewModel::shown).orElseGet(() -> text("facts.taken.none"));
        return text("time.preview", moment, image.title());
    }

    /// As it can be typed, too.
    private static String shown(LocalDateTime moment) {
        return ImageTime.format(moment.truncatedTo(ChronoUnit.SECONDS)).replace('T', ' ');
    }
}
