package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;

import dev.vitrine.image.TagPath;
import dev.vitrine.ui.controls.MenuItems;
import dev.vitrine.ui.support.Dialogs;
import dev.vitrine.ui.support.Toasts;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.StringProperty;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.Window;
import org.kordamp.ikonli.feather.Feather;

/// What one can do with a tag everywhere at once: the menu on its line in the sidebar, and the questions before it is
/// done.
public final class TagCommands {
    private final TagEditsViewModel edits;
    private final StringProperty notAlike;
    private final TagContext tagContext;

    /// Where it asks and answers.
    ///
    /// @param allowed whether tags may be changed here; tells it when not
    public record TagContext(Dialogs dialogs, Toasts toasts, Window owner, BooleanSupplier allowed) {
        TagContext(Dialogs dialogs, Toasts toasts, Window owner) {
            this(dialogs, toasts, owner, () -> true);
        }
    }

    /// @param notAlike keeps which tags are not to be merged, though they look alike
    public TagCommands(TagEditsViewModel edits, StringProperty notAlike, TagContext tagContext) {
        this.edits = edits;
        this.notAlike = notAlike;
        this.tagContext = tagContext;
    }

    ContextMenu menuOf(String tag) {
        return new ContextMenu(
                MenuItems.of("filter.rename", Feather.EDIT_2, () -> askName(TagFormViewModel.TagEdit.RENAME, tag)),
                MenuItems.of(
                        "filter.retag.menu.merge",
                        Feather.GIT_MERGE,
                        () -> askName(TagFormViewModel.TagEdit.MERGE, tag)),
                MenuItems.of("filter.retag.menu.alike", Feather.COPY, this::showAlike),
                new SeparatorMenuItem(),
                MenuItems.of("filter.retag.menu.remove", Feather.TRASH_2, () -> remove(tag)));
    }

    private void showAlike() {
        if (tagContext.allowed().getAsBoolean()) {
            new SimilarTagsSheet(new SimilarTagsViewModel(edits, notAlike)).show(tagContext.owner());
        }
    }

    private void askName(TagFormViewModel.TagEdit kind, String tag) {
        withUses(
                tag,
                known -> new TagSheet(new TagFormViewModel(kind, tag, known))
                        .ask(tagContext.owner())
                        .ifPresent(name -> edits.rename(tag, name)));
    }

    /// Can be taken back, yet touches so many images at once that it says so first.
    private void remove(String tag) {
        withUses(tag, known -> {
            int images = known.uses().library();
            String trash = known.uses().trash() == 0
                    ? ""
                    : " " + text("filter.retag.trash.note", known.uses().trash(), TagPath.named(tag));
            if (tagContext
                    .dialogs()
                    .confirm(
                            text("filter.retag.remove.title", TagPath.named(tag)),
                            text("filter.retag.remove.text") + trash,
                            text("filter.retag.remove.action", images))) {
                edits.remove(tag);
            }
        });
    }

    private void withUses(String tag, Consumer<TagEditsViewModel.KnownTags> then) {
        if (!tagContext.allowed().getAsBoolean()) {
            return;
        }
        edits.ask(tag, known -> {
            if (known.uses().library() == 0) {
                tagContext.toasts().show(text("filter.retag.onlyTrash", TagPath.named(tag)));
            } else {
                then.accept(known);
            }
        });
    }
}
