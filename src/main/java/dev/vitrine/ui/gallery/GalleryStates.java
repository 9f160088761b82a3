package dev.vitrine.ui.gallery;

import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.ui.controls.StatePage;
import dev.vitrine.ui.support.Messages;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/// What stands in the gallery's place while there is nothing to show: an invitation, a reason, or that it takes a
/// moment.
public final class GalleryStates extends StackPane {
    private static final double TEXT_WIDTH = 420;

    private final GalleryViewModel viewModel;
    private final Runnable upload;
    private final ObjectProperty<WayOut> wayOut = new SimpleObjectProperty<>(WayOut.NONE);
    private final BooleanProperty uploads = new SimpleBooleanProperty(true);
    private Optional<WayOut> part = Optional.empty();
    private final PauseTransition patience = new PauseTransition(Duration.millis(300));

    /// What an empty gallery offers: which filter hides everything, and the button that drops it, or that
    /// everything is in the trash.
    public record WayOut(String explanation, String action, Runnable run) {
        public static final WayOut NONE = new WayOut("", "", () -> {});
    }

    /// @param upload chooses files to upload
    public GalleryStates(GalleryViewModel viewModel, Runnable upload) {
        this.viewModel = viewModel;
        this.upload = upload;
        patience.setOnFinished(_ -> getChildren().setAll(loading()));
        viewModel.stateProperty().subscribe(this::show);
        wayOut.subscribe(_ -> show(viewModel.stateProperty().get()));
        uploads.subscribe(_ -> show(viewModel.stateProperty().get()));
    }

    public ObjectProperty<WayOut> wayOutProperty() {
        return wayOut;
    }

    /// What is said, and offered, where the chosen part of a library is empty.
    public void setPart(WayOut empty) {
        part = Optional.of(empty);
        show(viewModel.stateProperty().get());
    }

    /// Whether an empty library asks for pictures.
    public BooleanProperty uploadsProperty() {
        return uploads;
    }

    private void show(GalleryViewModel.GalleryState state) {
        patience.stop();
        setVisible(state != GalleryViewModel.GalleryState.SHOWN);
        getChildren().clear();
        switch (state) {
            case SHOWN -> {}
            case LOADING -> patience.playFromStart();
            case EMPTY_LIBRARY -> getChildren().setAll(empty());
            case EMPTY_TRASH ->
                getChildren()
                        .setAll(page(
                                Feather.TRASH_2,
                                Messages.text("gallery.trash.title"),
                                Messages.text("gallery.trash.text")));
            case NO_MATCH -> getChildren().setAll(noMatch());
            case FAILED ->
                getChildren()
                        .setAll(page(
                                Feather.ALERT_TRIANGLE,
                                Messages.text("gallery.failed.title"),
                                viewModel.problemProperty().get(),
                                primary(Messages.text("dialogs.again"), viewModel::retry)));
        }
    }

    private Node empty() {
        if (part.isPresent()) {
            WayOut out = part.get();
            return page(
                    Feather.USERS,
                    Messages.text("gallery.empty.part.title"),
                    out.explanation(),
                    primary(out.action(), out.run()));
        }
        WayOut out = wayOut.get();
        if (!out.action().isEmpty()) {
            return page(
                    Feather.TRASH_2,
                    Messages.text("gallery.empty.trashed.title"),
                    out.explanation(),
                    primary(out.action(), out.run()));
        }
        String title = Messages.text("gallery.empty.title");
        return uploads.get()
                ? page(
                        Feather.IMAGE,
                        title,
                        Messages.text("gallery.empty.text"),
                        primary(Messages.text("gallery.empty.upload"), upload))
                : page(Feather.IMAGE, title, Messages.text("gallery.empty.look"));
    }

    private Node noMatch() {
        WayOut out = wayOut.get();
        if (out.action().isEmpty()) {
            return page(Feather.SEARCH, Messages.text("gallery.none.title"), Messages.text("gallery.none.text"));
        }
        return page(
                Feather.SEARCH,
                Messages.text("gallery.none.title"),
                out.explanation(),
                primary(out.action(), out.run()));
    }

    private static Node loading() {
        var indicator = new ProgressIndicator();
        indicator.setMaxSize(32, 32);
        indicator.setAccessibleText(Messages.text("gallery.loading"));
        return styled(new VBox(indicator), "gallery-state");
    }

    private static Node page(Feather icon, String title, String text, Button... buttons) {
        var row = styled(new HBox(buttons), "buttons");
        return new StatePage(
                StatePage.hero(icon), StatePage.title(title), StatePage.explanation(text, TEXT_WIDTH), row);
    }

    private static Button primary(String label, Runnable action) {
        var button = styled(new Button(label), "accent");
        button.setMnemonicParsing(false); // tags stand in it
        button.setOnAction(_ -> action.run());
        return button;
    }
}
