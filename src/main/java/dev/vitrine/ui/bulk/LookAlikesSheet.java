package dev.vitrine.ui.bulk;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageRecord;
import dev.vitrine.image.Rating;
import dev.vitrine.service.similar.LookAlikes.DiffersIn;
import dev.vitrine.text.DisplayText;
import dev.vitrine.ui.bulk.LookAlikesViewModel.LookAlikeChoice;
import dev.vitrine.ui.bulk.LookAlikesViewModel.LookAlikeGroup;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.Preview;
import dev.vitrine.ui.controls.PreviewLoader;
import dev.vitrine.ui.controls.PreviewView;
import dev.vitrine.ui.controls.Sheet;
import dev.vitrine.ui.controls.SheetScroll;
import dev.vitrine.ui.support.FactSheet;
import dev.vitrine.ui.support.RatingText;
import dev.vitrine.ui.support.TextSize;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/// Images that look alike, a line for each group: the best one, and the others with what differs, of which those that
/// are ticked go to the trash.
public final class LookAlikesSheet {
    private static final double WIDTH = 760;
    private static final double HEIGHT = 460;
    private static final double LEAST_HEIGHT = 120;
    private static final double CARD = 136;
    private static final double PICTURE = 104;

    private final LookAlikesViewModel alike;
    private final Function<Consumer<Preview>, PreviewLoader> loaders;
    private final ListView<LookAlikeGroup> list = new ListView<>();
    private final Label none = Sheet.explanation("");
    private final Label explained;
    private final Sheet sheet;

    /// @param more is called when more groups are to be shown
    /// @param merge is told which go, by the one that stays
    public LookAlikesSheet(
            LookAlikesViewModel alike,
            Function<Consumer<Preview>, PreviewLoader> loaders,
            Runnable more,
            Consumer<Map<String, List<String>>> merge) {
        this.alike = alike;
        this.loaders = loaders;
        list.setId("look-alikes");
        list.setItems(alike.groups());
        list.setAccessibleText(text("looks.title.review"));
        none.setPadding(new Insets(24));
        none.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> text(alike.hidesGroups() ? "looks.nothing.shown" : "looks.nothing"),
                        alike.groups(),
                        alike.unreadProperty()));
        list.setPlaceholder(none);
        list.setCellFactory(_ -> new GroupCell());
        list.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        explained = Sheet.explanation(text("looks.explained"));
        sheet = new Sheet(text("looks.title.review"), explained, list).fitted().first(list);
        Button all = sheet.aside(text("looks.all"), alike::showAll);
        showWhen(all, alike.leftProperty().isNotEmpty());
        Button next = sheet.aside("", more);
        next.setId("look-alikes-next");
        next.textProperty().bind(alike.unreadProperty().map(count -> text("looks.next", count)));
        showWhen(next, alike.unreadProperty().greaterThan(0));
        sheet.leaving(text("dialogs.close"));
        Button act = sheet.acting("", "accent", () -> {
            sheet.close();
            merge.accept(alike.chosen());
        });
        act.setId("look-alikes-merge");
        act.textProperty().bind(alike.goingProperty().map(count -> text("looks.merge", count)));
        act.disableProperty().bind(alike.goingProperty().isEqualTo(0));
    }

    public void show(Window owner) {
        double width = SheetScroll.widthIn(owner, WIDTH);
        double height = Math.min(HEIGHT, owner.getHeight() - SheetScroll.around() - TextSize.of(48));
        explained.setPrefWidth(width);
        explained.setMaxWidth(width);
        list.setMinSize(width, Math.min(height, LEAST_HEIGHT));
        list.setPrefSize(width, height);
        VBox.setVgrow(list, Priority.ALWAYS); // it gives way to buttons that need a second line
        sheet.show(owner);
    }

    private void pressed(KeyEvent key) {
        LookAlikeGroup chosen = list.getSelectionModel().getSelectedItem();
        if (key.getCode() == KeyCode.ESCAPE) {
            sheet.close(); // the list would take it for itself
            key.consume();
        } else if (key.getCode() == KeyCode.DELETE && chosen != null) {
            alike.leave(chosen);
            key.consume();
        } else if (key.getCode() == KeyCode.SPACE && chosen != null && key.getTarget() == list) {
            chosen.turnAll();
            list.refresh();
            key.consume();
        }
    }

    private final class GroupCell extends ListCell<LookAlikeGroup> {
        private final FlowPane cards = new FlowPane(12, 12);
        private final List<PreviewLoader> loading = new ArrayList<>();

        GroupCell() {
            cards.setPadding(new Insets(8, 0, 8, 0));
            cards.prefWrapLengthProperty().bind(list.widthProperty().subtract(48));
            setPrefWidth(0); // as wide as the list: cards wrap
        }

        @Override
        protected void updateItem(LookAlikeGroup group, boolean empty) {
            super.updateItem(group, empty);
            loading.forEach(PreviewLoader::clear);
            loading.clear();
            cards.getChildren().clear();
            setGraphic(empty ? null : cards);
            if (!empty) {
                show(group);
            }
        }

        private void show(LookAlikeGroup group) {
            Label stays = label(text("looks.stays"));
            stays.getStyleClass().add("strong");
            Button leave = button(text("looks.leave"), group.best().title(), () -> {
                alike.leave(group);
                list.requestFocus();
            });
            Set<DiffersIn> differing = EnumSet.of(DiffersIn.PIXELS, DiffersIn.BYTES);
            group.others().forEach(other -> differing.addAll(other.other().differences()));
            VBox best = card(group.best(), differing);
            best.getChildren().add(1, stays);
            best.getChildren().add(leave);
            cards.getChildren().add(best);
            group.shown().forEach(other -> cards.getChildren().add(card(group, other)));
            if (group.hidden() > 0) {
                cards.getChildren().add(more(group));
            }
            setAccessibleText(
                    text("looks.line", group.best().title(), group.shown().size() + group.hidden()));
        }

        private VBox more(LookAlikeGroup group) {
            var more = new VBox(4, label(text("looks.hidden", group.hidden())));
            if (group.hasMore()) {
                more.getChildren().add(button(text("looks.more"), "", () -> {
                    group.showMore();
                    focusOn(group);
                }));
            }
            more.setPrefWidth(TextSize.of(CARD));
            return more;
        }

        /// What was pressed is not there any more.
        private void focusOn(LookAlikeGroup group) {
            list.refresh();
            list.getSelectionModel().select(group);
            list.requestFocus();
        }

        /// @param of the title of the image that it is for, which readers of the screen say
        private Button button(String text, String of, Runnable action) {
            var button = styled(new Button(text), "small");
            button.setAccessibleText((text + " " + of).strip());
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> action.run());
            return button;
        }

        private VBox card(LookAlikeGroup group, LookAlikeChoice choice) {
            VBox card = card(choice.other().image(), choice.other().differences());
            var goes = new CheckBox(text("looks.goes"));
            goes.setAccessibleText(text("looks.goes.of", choice.other().image().title()));
            BooleanProperty going = choice.goes();
            goes.setSelected(going.get());
            goes.setOnAction(_ -> going.set(goes.isSelected()));
            card.getChildren().add(1, goes);
            card.getChildren()
                    .add(2, label(text("looks.distance", choice.other().distance())));
            choice.other()
                    .doubt()
                    .ifPresent(doubt -> card.getChildren()
                            .add(label(text(
                                    switch (doubt) {
                                        case OTHER_MOMENT -> "looks.otherMoment";
                                        case OTHER_LOOK -> "looks.otherLook";
                                        case UNKNOWN_MOMENT -> "looks.unknownMoment";
                                    }))));
            ImageRecord image = choice.other().image();
            card.getChildren().add(button(text("looks.keep"), image.title(), () -> focusOn(alike.keep(group, image))));
            return card;
        }

        private VBox card(ImageRecord image, Set<DiffersIn> differing) {
            var picture = new PreviewView(PreviewView.Fit.WHOLE, PICTURE);
            picture.setMinHeight(PICTURE);
            picture.setPrefHeight(PICTURE);
            PreviewLoader loader = loaders.apply(picture.previewProperty()::set);
            loading.add(loader);
            loader.show(image);
            var card = new VBox(4, picture);
            card.setPrefWidth(TextSize.of(CARD));
            differing.stream()
                    .sorted()
                    .map(each -> value(image, each))
                    .forEach(value -> card.getChildren().add(label(value)));
            return card;
        }

        private Label label(String text) {
            return Labels.wrapped(text, "small");
        }
    }

    private static String value(ImageRecord image, DiffersIn in) {
        String known = switch (in) {
            case PIXELS -> FactSheet.line(Attribute.WIDTH, image.facts()).text();
            case BYTES -> FactSheet.line(Attribute.SIZE_BYTES, image.facts()).text();
            case DATE -> FactSheet.line(Attribute.TAKEN_AT, image.facts()).text();
            case TITLE -> DisplayText.clipped(image.title());
            case TAGS ->
                DisplayText.clipped(RatingText.namesOf(
                        Rating.plain(image.tags()).stream().sorted().toList()));
        };
        if (!known.isEmpty()) {
            return known;
        }
        return text(
                switch (in) {
                    case PIXELS -> "looks.no.pixels";
                    case BYTES -> "looks.no.bytes";
                    case DATE -> "looks.no.date";
                    case TITLE -> "looks.no.title";
                    case TAGS -> "looks.no.tags";
                });
    }
}
