package dev.vitrine.ui.actions;

import dev.vitrine.store.Rights.Right;
import dev.vitrine.ui.support.Messages;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a person does that changes a library, and the rights that it takes.
public enum LibraryAct {
    UPLOAD(Right.STORE_ORIGINALS, Right.ADD_ROWS, Right.NOTE_WORK),
    EDIT(Right.EDIT_ROWS),
    MOVE(Right.EDIT_ROWS, Right.STORE_ORIGINALS, Right.DELETE_BYTES, Right.NOTE_WORK),
    TRASH(Right.USE_TRASH),
    DELETE(Right.DELETE_ROWS, Right.DELETE_BYTES),
    SHARE_COPIES(Right.STORE_COPIES),
    TAKE_BACK(Right.DELETE_COPIES),
    BRING_BACK(Right.BRING_BACK),
    /// By looking, which is nothing to be told of.
    KEEP_PREVIEWS(Right.STORE_PREVIEWS);

    private final List<Right> rights;

    LibraryAct(Right... rights) {
        this.rights = List.of(rights);
    }

    /// What cannot be done without these rights.
    public static Set<LibraryAct> without(Set<Right> refused) {
        var lost = EnumSet.noneOf(LibraryAct.class);
        for (LibraryAct act : values()) {
            if (act.rights.stream().anyMatch(refused::contains)) {
                lost.add(act);
            }
        }
        return lost;
    }

    /// For the middle of a sentence, in the order of this table.
    public static String text(Collection<LibraryAct> acts) {
        return acts.stream()
                .sorted()
                .filter(act -> act != KEEP_PREVIEWS)
                .map(act -> Messages.text("rights.act." + act.name()))
                .collect(Collectors.joining(", "));
    }
}
