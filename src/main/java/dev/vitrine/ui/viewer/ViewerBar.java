package dev.vitrine.ui.viewer;

import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Flag;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.actions.ImageAction;
import dev.vitrine.ui.actions.ImageAction.Surface;
import dev.vitrine.ui.actions.Shortcut;
import dev.vitrine.ui.actions.Shortcut.KeyScope;
import dev.vitrine.ui.controls.Heart;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.ResponsiveBar;
import dev.vitrine.ui.controls.Stars;
import dev.vitrine.ui.support.Icons;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.TextSize;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
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
    private static final double TITLE = 60; // its least width
    private static final int[] SECONDS = {2, 3, 5, 10, 30};

    private final ViewerViewModel viewModel;
    private final ViewerCommands commands;
    private final Label title = Labels.of("", "strong", "viewer-title");
    private final Label position = Labels.of("", "muted", "small");

    ViewerBar(ViewerViewModel viewModel, ViewerCommands commands, FullScreen fullScreen) {
        super(4);
        this.viewModel = viewModel;
        this.commands = commands;
        getStyleClass().add("viewer-bar");
        List<Node> spare = List.of(
                button(Feather.ZOOM_OUT, Shortcut.ZOOM_OUT, () -> zoom(ZoomPan::stepOut)),
                createZoom(),
                button(Feather.ZOOM_IN, Shortcut.ZOOM_IN, () -> zoom(ZoomPan::stepIn)),
                button(Feather.MINIMIZE, Shortcut.FIT, () -> zoom(ZoomPan::fit)),
                button(Feather.MAXIMIZE, Shortcut.FILL, () -> zoom(ZoomPan::fill)),
                separator(),
                button(Feather.ROTATE_CCW, Shortcut.TURN_LEFT, () -> commands.turn(ImageAction.TURN_LEFT, -1)),
                button(Feather.ROTATE_CW, Shortcut.TURN_RIGHT, () -> commands.turn(ImageAction.TURN_RIGHT, 1)),
                separator(),
                toggle(Feather.COLUMNS, Shortcut.COMPARE, viewModel::toggleComparison, viewModel.comparingProperty()),
                createPlay(),
                createSeconds(),
                separator());
        HBox rating = createRating();
        getChildren()
                .addAll(
                        button(Feather.ARROW_LEFT, Shortcut.LEAVE_VIEWER, commands::back),
                        createTitle(),
                        createPosition(),
                        rating,
                        space());
        getChildren().addAll(spare);
        List<Node> shown = List.of(
                toggle(
                        Feather.INFO,
                        Shortcut.INFO,
                        () -> flip(viewModel.info().showingProperty()),
                        viewModel.info().showingProperty()),
                createFilmstripToggle(),
                separator());
        getChildren().addAll(shown);
        getChildren().addAll(createActions());
        getChildren()
                .addAll(
                        separator(),
                        toggle(
                                Feather.MAXIMIZE_2,
                                Shortcut.FULL_SCREEN,
                                commands::toggleFullScreen,
                                fullScreen.onProperty()));
        // What has keys that everybody knows goes first.
        ResponsiveBar.whereItDoesNotFit(this, List.of(spare, shown, List.of(position), List.of(rating)));
    }

    /// What is looked at, for whoever does not see it.
    ///
    /// @param culled where one is while culling, `""` otherwise
    ObservableValue<String> sentenceProperty(ObservableValue<String> culled) {
        ObservableValue<String> flagged = shownProperty()
                .map(image -> image.map(known -> Flag.of(known.tags())).orElse(Flag.NONE))
                .map(flag -> flag == Flag.NONE ? "" : Messages.text("flag." + flag.name()));
        return title.textProperty()
                .flatMap(name -> flagged.flatMap(flag -> culled.flatMap(
                                status -> status.isEmpty() ? position.textProperty() : culled)
                        .map(where -> Messages.text(
                                "viewer.pane.accessible",
                                flag.isEmpty() ? name : Messages.text("gallery.tile.rated", name, flag),
                                where))));
    }

    /// While culling the picture has its room.
    private Button createFilmstripToggle() {
        Button toggle = toggle(
                Feather.FILM,
                Shortcut.FILMSTRIP,
                () -> flip(viewModel.filmstripProperty()),
                viewModel.filmstripProperty());
        toggle.disableProperty().bind(viewModel.cullingProperty().map(Optional::isPresent));
        return toggle;
    }

    private Label createTitle() {
        title.setId("viewer-title");
        title.setMinWidth(TextSize.of(TITLE));
        title.textProperty()
                .bind(shownProperty()
                        .map(image -> image.map(shown -> DisplayText.line(shown.title()))
                                .filter(text -> !text.isBlank())
                                .orElse(image.isPresent() ? Messages.text("viewer.untitled") : "")));
        return title;
    }

    private Label createPosition() {
        position.setId("viewer-position");
        position.setMinWidth(USE_PREF_SIZE);
        position.textProperty()
                .bind(viewModel
                        .indexProperty()
                        .flatMap(index -> viewModel
                                .idsProperty()
                                .map(ids -> Messages.text("viewer.position", index.intValue() + 1, ids.size()))));
        return position;
    }

    private HBox createRating() {
        var stars = new Stars(given -> commands.run(ImageAction.rating(given)));
        stars.setId("viewer-stars");
        var heart = new Heart(() -> commands.run(ImageAction.FAVORITE));
        heart.setId("viewer-heart");
        ObservableValue<Optional<ImageRecord>> shown = shownProperty();
        shown.subscribe(image -> {
            stars.show(image.map(known -> Rating.of(known.tags())).orElse(0), false);
            heart.show(image.filter(known -> Rating.isFavorite(known.tags())).isPresent());
        });
        Button pick = flagButton(Flag.PICK);
        Button reject = flagButton(Flag.REJECT);
        shown.subscribe(image -> {
            Flag flag = image.map(known -> Flag.of(known.tags())).orElse(Flag.NONE);
            pick.pseudoClassStateChanged(ON, flag == Flag.PICK);
            reject.pseudoClassStateChanged(ON, flag == Flag.REJECT);
        });
        var rating = new HBox(4, stars, heart, pick, reject);
        whileOffered(ImageAction.FAVORITE, offered -> rating.setDisable(!offered));
        rating.setAlignment(Pos.CENTER_LEFT);
        rating.setMinWidth(USE_PREF_SIZE);
        // Kept with the bar: a mapped value is heard only as long as somebody holds it.
        rating.getProperties().put("shown", shown);
        return rating;
    }

    /// Pressed again, it takes the flag away.
    private Button flagButton(Flag flag) {
        ImageAction action = ImageAction.flagging(flag);
        return button(action.icon(), action.shortcut().orElseThrow(), () -> {
            boolean isOn = shownProperty()
                    .getValue()
                    .filter(image -> Flag.of(image.tags()) == flag)
                    .isPresent();
            commands.run(isOn ? ImageAction.UNFLAG : action);
        });
    }

    /// The percentage is also the button for 100 %.
    private Button createZoom() {
        var percent = styled(new Button(), "flat", "zoom-percent");
        percent.setId("viewer-zoom");
        percent.setTooltip(new Tooltip(Shortcut.WHOLE_PIXELS.tip()));
        percent.setAccessibleText(Shortcut.WHOLE_PIXELS.tip());
        percent.textProperty()
                .bind(viewModel
                        .sideProperty()
                        .flatMap(side -> viewModel.picture(side).zoomProperty())
                        .map(zoom -> Messages.text("format.percent", Math.max(1, Math.round(zoom.scale() * 100)))));
        percent.setOnAction(_ -> zoom(ViewerCommands::wholePixels));
        return percent;
    }

    private Button createPlay() {
        Button play = button(Feather.PLAY, Shortcut.PLAY, viewModel::togglePlaying);
        viewModel.playingProperty().subscribe(playing -> {
            String what = playing ? Shortcut.PLAY.tip(Messages.text("viewer.pause")) : Shortcut.PLAY.tip();
            play.setGraphic(Icons.of(playing ? Feather.PAUSE : Feather.PLAY));
            play.setAccessibleText(what);
            play.getTooltip().setText(what);
        });
        return play;
    }

    private MenuButton createSeconds() {
        var menu = styled(new MenuButton(), "flat", "seconds");
        menu.setMinWidth(USE_PREF_SIZE);
        menu.setAccessibleText(Messages.text("viewer.slideSeconds"));
        menu.setTooltip(new Tooltip(Messages.text("viewer.slideSeconds")));
        menu.textProperty()
                .bind(viewModel
                        .slideSecondsProperty()
                        .map(seconds -> Messages.text("viewer.seconds", Math.round(seconds.doubleValue()))));
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

    static Button button(Feather icon, Shortcut shortcut, Runnable action) {
        Button button = Icons.button(icon, shortcut.tip(KeyScope.VIEWER), action);
        button.setId("viewer-" + shortcut.name().toLowerCase(Locale.ROOT));
        return button;
    }

    /// What can be done with the picture; in the trash other things than elsewhere.
    private List<Button> createActions() {
        ObservableValue<Boolean> inTrash = shownProperty()
                .map(image -> image.flatMap(ImageRecord::deletedAt).isPresent());
        return Arrays.stream(ImageAction.values())
                .filter(action -> action.isShown(Surface.VIEWER_BAR, true) || action.isShown(Surface.VIEWER_BAR, false))
                .map(action -> {
                    String what = action.shortcut()
                            .map(shortcut -> shortcut.tip(action.alone()))
                            .orElseGet(action::alone);
                    Button button = Icons.button(action.icon(), what, () -> commands.run(action));
                    button.setId("viewer-" + action.id());
                    var offered = new SimpleBooleanProperty();
                    whileOffered(action, offered::set);
                    showWhen(
                            button,
                            inTrash.flatMap(
                                    trashed -> offered.map(may -> may && action.isShown(Surface.VIEWER_BAR, trashed))));
                    return button;
                })
                .toList();
    }

    private void whileOffered(ImageAction action, Consumer<Boolean> offered) {
        Runnable show = () -> offered.accept(commands.images().offers(action));
        show.run();
        commands.images().whenOffersChange(show);
    }

    private ObservableValue<Optional<ImageRecord>> shownProperty() {
        return viewModel.sideProperty().flatMap(side -> viewModel.picture(side).imageProperty());
    }

    private static Button toggle(Feather icon, Shortcut shortcut, Runnable action, ObservableValue<Boolean> on) {
        Button button = button(icon, shortcut, action);
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
