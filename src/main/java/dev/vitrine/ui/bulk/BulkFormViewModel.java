package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.ImageException;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.service.NamePattern;
import dev.vitrine.service.edit.CaptionPlan;
import dev.vitrine.ui.support.FailureText;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// What is to be written about the selected images, understood while it is typed.
public final class BulkFormViewModel {
    /// What becomes of the descriptions.
    enum Describing {
        KEEP,
        REPLACE,
        APPEND
    }

    private final List<ImageRecord> first;
    private final int count;
    private final StringProperty pattern = new SimpleStringProperty("");
    private final StringProperty number = new SimpleStringProperty("1");
    private final ObjectProperty<Describing> describing = new SimpleObjectProperty<>(Describing.KEEP);
    private final StringProperty description = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<List<TitleChange>> preview = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyStringWrapper note = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper refused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper numbered = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<CaptionPlan>> plan = new ReadOnlyObjectWrapper<>(Optional.empty());

    /// A title as it is, and as it would be.
    record TitleChange(String before, String after) {
        boolean isChanged() {
            return !before.equals(after);
        }
    }

    /// @param first the first images in the order of the gallery, for the preview
    /// @param count how many images there are in all
    public BulkFormViewModel(List<ImageRecord> first, int count) {
        this.first = List.copyOf(first);
        this.count = count;
        pattern.subscribe(_ -> understand());
        number.subscribe(_ -> understand());
        describing.subscribe(_ -> understand());
        description.subscribe(_ -> understand());
    }

    int count() {
        return count;
    }

    /// Of the titles; blank leaves them as they are.
    StringProperty patternProperty() {
        return pattern;
    }

    /// What `{n}` begins with, in digits.
    StringProperty numberProperty() {
        return number;
    }

    /// Whether the pattern counts.
    ReadOnlyBooleanProperty numberedProperty() {
        return numbered.getReadOnlyProperty();
    }

    ObjectProperty<Describing> describingProperty() {
        return describing;
    }

    StringProperty descriptionProperty() {
        return description;
    }

    ReadOnlyObjectProperty<List<TitleChange>> previewProperty() {
        return preview.getReadOnlyProperty();
    }

    /// What is wrong with what is typed, or what to know about it.
    ReadOnlyStringProperty noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// True while what is typed cannot be meant.
    ReadOnlyBooleanProperty refusedProperty() {
        return refused.getReadOnlyProperty();
    }

    /// Empty while there is nothing to do, or something is wrong.
    ReadOnlyObjectProperty<Optional<CaptionPlan>> planProperty() {
        return plan.getReadOnlyProperty();
    }

    private void understand() {
        try {
            Optional<NamePattern> title = pattern.get().isBlank()
                    ? Optional.empty()
                    : Optional.of(NamePattern.parse(pattern.get().strip()));
            numbered.set(title.stream().anyMatch(NamePattern::isNumbered));
            Optional<String> described =
                    describing.get() == Describing.KEEP ? Optional.empty() : Optional.of(description.get());
            take(new CaptionPlan(title, firstNumber(), described, describing.get() == Describing.APPEND));
        } catch (ImageException e) {
            plan.set(Optional.empty());
            preview.set(titles(new CaptionPlan(Optional.empty(), 1, Optional.empty(), false)));
            say(FailureText.text(e), true);
        }
    }

    private void take(CaptionPlan understood) {
        boolean adds = understood.appended()
                && understood.description().filter(String::isBlank).isPresent();
        boolean nothing =
                understood.title().isEmpty() && (understood.description().isEmpty() || adds);
        plan.set(nothing ? Optional.empty() : Optional.of(understood));
        List<TitleChange> lines = titles(understood);
        preview.set(lines);
        boolean alike = understood.title().isPresent()
                && lines.size() > 1
                && lines.stream().map(TitleChange::after).distinct().count() == 1;
        boolean removes = !understood.appended()
                && understood.description().filter(String::isBlank).isPresent();
        say(alike ? text("bulk.note.alike") : removes ? text("bulk.note.removes") : "", false);
    }

    private List<TitleChange> titles(CaptionPlan understood) {
        return IntStream.range(0, first.size())
                .mapToObj(at -> new TitleChange(
                        first.get(at).title(), understood.of(first.get(at), at).title()))
                .toList();
    }

    private long firstNumber() {
        if (!number.get().strip().matches("\\d{1,9}")) {
            throw new ImageException.Invalid(text("bulk.note.number"));
        }
        return Long.parseLong(number.get().strip());
    }

    private void say(String said, boolean isRefusal) {
        note.set(said);
        refused.set(isRefusal);
    }
}
