package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.support.Icons;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.kordamp.ikonli.feather.Feather;

/// Albums: the + of the heading makes one, images are dragged onto a line, its menu renames and deletes it.
final class AlbumsSection extends ChoiceSection {
    private final AlbumCommands albums;
    private final TextField naming = styled(new TextField(), "find", "small");
    private Consumer<String> named = _ -> {};

    private AlbumsSection(FilterViewModel filter, ChoiceActions actions, AlbumCommands albums) {
        super(
                text("filter.albums.title"),
                text("filter.albums.find"),
                filter.openProperty("albums"),
                filter.choices().albums,
                actions);
        this.albums = albums;
        setId("albums");
        Label none = hint("filter.albums.none");
        var add = Icons.button(Feather.PLUS, text("filter.albums.create"), () -> {
            filter.openProperty("albums").set(true);
            askNewName();
        });
        add.setId("create-album");
        addToHeading(add);
        showWhen(none, filter.choices().albums.isEmptyProperty());
        createNaming();
        content().getChildren().add(none);
    }

    static AlbumsSection of(FilterViewModel filter, SidebarCommands commands, AlbumCommands albums) {
        var self = new AlbumsSection[1];
        var actions = new ChoiceActions(filter::showAlbum)
                .markedBy(albums::markOf)
                .showing(albums::showCovers)
                .takingFiles("filter.drop.album", (tag, files) -> {
                    if (albums.takes(tag)) {
                        commands.files(files, Optional.empty(), Optional.of(tag));
                    }
                })
                .takingImages(tag -> albums.isSmart(tag) ? albums.refusing(tag) : commands.onTag(tag))
                .withMenu(tag -> self[0].menu(tag));
        self[0] = new AlbumsSection(filter, actions, albums);
        return self[0];
    }

    private ContextMenu menu(String tag) {
        return albums.menuOf(tag, () -> askName(tag));
    }

    @Override
    boolean isShownEmpty() {
        return true;
    }

    private void askNewName() {
        if (albums.isAllowed()) {
            ask("", name -> albums.create(name, _ -> {}));
        }
    }

    private void askName(String tag) {
        if (albums.isAllowed()) {
            ask(AlbumsViewModel.nameOf(tag), name -> albums.rename(tag, name));
        }
    }

    private void ask(String before, Consumer<String> then) {
        named = then;
        if (naming.getParent() == null) {
            content().getChildren().addFirst(naming);
        }
        naming.setText(before);
        naming.setVisible(true);
        naming.requestFocus();
        naming.selectAll();
    }

    /// Enter keeps the name, Esc and leaving the field do not.
    private void createNaming() {
        naming.setId("album-name");
        naming.setPromptText(text("filter.albums.name"));
        naming.setAccessibleText(text("filter.albums.name"));
        naming.setVisible(false);
        naming.managedProperty().bind(naming.visibleProperty());
        naming.focusedProperty().subscribe((was, now) -> {
            if (was && !now) {
                naming.setVisible(false);
            }
        });
        naming.addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                String name = naming.getText().strip();
                naming.setVisible(false);
                if (!name.isEmpty()) {
                    named.accept(name);
                }
                key.consume();
            } else if (key.getCode() == KeyCode.ESCAPE) {
                naming.setVisible(false);
                key.consume();
            }
        });
    }
}
