package dev.vitrine.ui.bulk;

import dev.vitrine.text.Folding;
import dev.vitrine.ui.controls.UserName;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// To whom images are to go.
public final class MoveFormViewModel {
    private final List<String> known;
    private final int count;
    private final StringProperty user = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper alike = new ReadOnlyStringWrapper("");

    /// @param known users, most images first
    /// @param count of the images
    public MoveFormViewModel(List<String> known, int count) {
        this.known = List.copyOf(known);
        this.count = count;
        user.subscribe(this::typed);
    }

    List<String> known() {
        return known;
    }

    int count() {
        return count;
    }

    StringProperty userProperty() {
        return user;
    }

    /// The user that was meant.
    String named() {
        return user.get().strip();
    }

    /// What is wrong with the name; `""` when nothing is, or nothing was typed.
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// A user that is there already and almost called the same; `""` when there is none.
    ReadOnlyStringProperty alikeProperty() {
        return alike.getReadOnlyProperty();
    }

    void takeAlike() {
        user.set(alike.get());
    }

    BooleanBinding readyProperty() {
        return Bindings.createBooleanBinding(
                () -> !user.get().isBlank() && problem.get().isEmpty(), user, problem);
    }

    private void typed(String typed) {
        problem.set(typed.isBlank() ? "" : UserName.problem(typed));
        String there = Folding.known(typed.strip(), known);
        alike.set(there.equals(typed.strip()) ? "" : there);
    }
}
