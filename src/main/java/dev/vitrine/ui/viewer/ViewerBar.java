package dev.vitrine.ui.viewer;

import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.ui.controls.Heart;
import dev.vitrine.ui.controls.ResponsiveBar;
import dev.vitrine.ui.controls.Stars;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.ShownKeys;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The bar over the picture: where one is, and everything that can be done, for whoever does not know the keys.
final class ViewerBar extends HBox {
    private static final PseudoClass ON = PseudoClass.getPseudoClass("on");
    private static final double ROOM = 720; // for everything; with less, what has keys that everybody knows goes
    private static final int[] SECONDS = {2, 3, 5, 10, 30};

    private final ViewerViewModel viewModel;
    private final ViewerCommands commands;
    private final Label title = new Label();
    private final Label position = new Label();

    ViewerBar(ViewerViewModel viewModel, ViewerCommands commands, FullScreen fullScreen) {
        super(4);
        this.viewModel = viewModel;
        this.commands = commands;
        getStyleClass().add("viewer-bar");
        List<Node> spare = List.of(
                button(Feather.ZOOM_OUT, "zoomOut", () -> zoom(ZoomPan::stepOut)), createZoom(),
                button(Feather.ZOOM_IN, "zoomIn", () -> zoom(ZoomPan::stepIn)),
                button(Feather.MINIMIZE, "fit", () -> zoom(ZoomPan::fit)),
                button(Feather.MAXIMIZE, "fill", () -> zoom(ZoomPan::fill)), separator(),
                button(Feather.ROTATE_CCW, "turnLeft", () -> viewModel.active().turn(-1)),
                button(Feather.ROTATE_CW, "turnRight", () -> viewModel.active().turn(1)),
                toggle(Feather.COLUMNS, "compare", viewModel::toggleComparison, viewModel.comparingProperty()),
                createPlay(), createSeconds(), separator());
        getChildren().addAll(button(Feather.ARROW_LEFT, "back", commands::back), createTitle(), createPosition(), createRating(), space());
        getChildren().addAll(spare);
        getChildren().addAll(
                toggle(Feather.INFO, "info", () -> flip(viewModel.info().showingProperty()), viewModel.info().showingProperty()),
                toggle(Feather.FILM, "filmstrip", () -> flip(viewModel.filmstripProperty()), viewModel.filmstripProperty()),
                button(Feather.DOWNLOAD, "download", commands::download),
                button(Feather.SHARE_2, "share", commands::share),
                button(Feather.TRASH_2, "delete", () -> commands.delete(false)),
                toggle(Feather.MAXIMIZE_2, "fullScreen", commands::toggleFullScreen, fullScreen.onProperty()));
        ResponsiveBar.below(ROOM, this, List.of(), spare);
    }

    /// What is looked at, for whoever does not see it.
    ObservableValue<String> sentenceProperty() {
        return title.textProperty().flatMap(name -> position.textProperty().map(where -> Messages.text("viewer.pane.accessible", name, where)));
    }

    private Label createTitle() {
        title.setId("viewer-title");
        title.getStyleClass().addAll("strong", "viewer-title");
        title.setMinWidth(0);
        ObservableValue<Optional<ImageRecord>> shown = viewModel.sideProperty().flatMap(side -> viewModel.picture(side).imageProperty());
        title.textProperty().bind(shown.map(image -> image.map(ImageRecord::title).filter(text -> !text.isBlank())
                .orElse(image.isPresent() ? Messages.text("viewer.untitled") : "")));
        return title;
    }

    private Label createPosition() {
        position.setId("viewer-position");
        position.getStyleClass().addAll("muted", "small");
        position.setMinWidth(USE_PREF_SIZE);
        position.textProperty().bind(viewModel.indexProperty().flatMap(index -> viewModel.idsProperty().map(ids ->
                Messages.text("viewer.position", index.intValue() + 1, ids.size()))));
        return position;
    }

    private HBox createRating() {
        var stars = new Stars(commands::rate);
        stars.setId("viewer-stars");
        var heart = new Heart(commands::toggleFavourite);
        heart.setId("viewer-heart");
        ObservableValue<Optional<ImageRecord>> shown = viewModel.sideProperty().flatMap(side -> viewModel.picture(side).imageProperty());
        shown.subscribe(image -> {
            stars.show(image.map(known -> Rating.of(known.tags())).orElse(0), false);
            heart.show(image.filter(known -> Rating.isFavourite(known.tags())).isPresent());
        });
        var rating = new HBox(4, stars, heart);
        rating.setAlignment(Pos.CENTER_LEFT);
        rating.setMinWidth(USE_PREF_SIZE);
        // Kept with the bar: a mapped value is heard only as long as somebody holds it.
        rating.getProperties().put("shown", shown);
        return rating;
    }

    /// The percentage is also the button for 100 %.
    private Button createZoom() {
        var percent = new Button();
        percent.setId("viewer-zoom");
        percent.getStyleClass().addAll("flat", "zoom-percent");
        percent.setTooltip(new Tooltip(what("wholePixels")));
        percent.setAccessibleText(what("wholePixels"));
        percent.textProperty().bind(viewModel.sideProperty().flatMap(side -> viewModel.picture(side).zoomProperty())
                .map(zoom -> Messages.text("viewer.zoom", Math.max(1, Math.round(zoom.scale() * 100)))));
        percent.setOnAction(_ -> zoom(ViewerCommands::wholePixels));
        return percent;
    }

    private Button createPlay() {
        Button play = button(Feather.PLAY, "play", viewModel::togglePlaying);
        viewModel.playingProperty().subscribe(playing -> {
            String what = withKey(Messages.text(playing ? "viewer.action.pause" : "viewer.action.play"), ViewerKey.PLAY);
            play.setGraphic(Icons.of(playing ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(what);
            play.getTooltip().setText(what);
        });
        return play;
    }

    private MenuButton createSeconds() {
        var menu = new MenuButton();
        menu.getStyleClass().addAll("flat", "seconds");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(Messages.text("viewer.action.seconds"));
        menu.setTooltip(new Tooltip(Messages.text("viewer.action.seconds")));
        menu.textProperty().bind(viewModel.slideSecondsProperty().map(seconds -> Messages.text("viewer.seconds", Math.round(seconds.doubleValue()))));
        var group = new ToggleGroup();
        for (int seconds : SECONDS) {
            var item = new RadioMenuItem(Messages.text("viewer.seconds", seconds));
            item.setToggleGroup(group);
            item.setSelected(Math.round(viewModel.slideSecondsProperty().get()) == seconds);
            item.setOnAction(_ -> viewModel.slideSecondsProperty().set(seconds));
            menu.getItems().add(item);
        }
        return menu;
    }

    private Button button(Feather icon, String name, Runnable action) {
        Button button = Icons.button(icon, what(name), action);
        button.setId("viewer-" + name);
        return button;
    }

    /// What a button does, with its key.
    static String what(String name) {
        String text = Messages.text("viewer.action." + name);
        return ViewerKey.of(name).map(key -> withKey(text, key)).orElse(text);
    }

    private static String withKey(String text, ViewerKey key) {
        return Messages.text("viewer.withKey", text, ShownKeys.text(key.keys()));
    }

    private Button toggle(Feather icon, String name, Runnable action, ObservableValue<Boolean> on) {
        Button button = button(icon, name, action);
        on.subscribe(isOn -> button.pseudoClassStateChanged(ON, isOn));
        return button;
    }

    private void zoom(UnaryOperator<ZoomPan> gesture) {
        viewModel.active().zoom(gesture);
    }

    private static void flip(BooleanProperty flag) {
        flag.set(!flag.get());
    }

    private static Node separator() {
        return new Separator(Orientation.VERTICAL);
    }

    private static Region space() {
        var space = new Region();
        setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
