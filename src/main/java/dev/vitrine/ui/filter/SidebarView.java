package dev.vitrine.ui.filter;

import static dev.vitrine.ui.support.Messages.text;
import static dev.vitrine.ui.support.Nodes.showWhen;
import static dev.vitrine.ui.support.Nodes.styled;

import dev.vitrine.image.Attribute;
import dev.vitrine.image.ImageQuery;
import dev.vitrine.image.ImageType;
import dev.vitrine.image.TagPath;
import dev.vitrine.text.Matches;
import dev.vitrine.ui.controls.EdgeScroll;
import dev.vitrine.ui.controls.FocusScroll;
import dev.vitrine.ui.controls.Labels;
import dev.vitrine.ui.controls.TypeAhead;
import dev.vitrine.ui.support.Icons;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The sidebar: what the library has, with counts, and what of it is shown. The up and down keys walk through its
/// lines.
public final class SidebarView extends VBox {
    private final FilterViewModel filter;
    private final SidebarCommands commands;
    private final Optional<TagCommands> tagMenu;
    private final TypeAhead typeAhead = new TypeAhead(Clock.systemUTC(), this::goTo);
    private final VBox sections = styled(new VBox(), "sections");
    private final ScrollPane scroll = new ScrollPane(sections);

    /// @param tagMenu what can be done with a tag in the whole library
    /// @param albums what can be done with an album; empty where there is no section for them
    public SidebarView(
            FilterViewModel filter,
            SidebarCommands commands,
            Optional<TagCommands> tagMenu,
            Optional<AlbumCommands> albums) {
        this.filter = filter;
        this.commands = commands;
        this.tagMenu = tagMenu;
        getStyleClass().add("sidebar");
        setId("sidebar");
        sections.getChildren()
                .addAll(
                        new LibrarySection(filter, commands),
                        new SavedSection(filter, filter.openProperty("saved")),
                        createUsers(),
                        createRatings(),
                        createTags(),
                        createYears(),
                        createTypes(),
                        createValues("cameras", Attribute.CAMERA, filter.choices().cameras),
                        createValues("lenses", Attribute.LENS, filter.choices().lenses));
        albums.ifPresent(all -> sections.getChildren().add(2, AlbumsSection.of(filter, commands, all)));
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        EdgeScroll.of(scroll);
        FocusScroll.of(scroll);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(scroll, createFailure());
        sections.addEventHandler(KeyEvent.KEY_PRESSED, this::walk);
        sections.addEventFilter(KeyEvent.KEY_TYPED, this::typed); // before the line: its + and − may belong to a word
        // Digits and spaces within a word must not reach the line or the window, where they mean something
        // else.
        sections.addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getTarget() instanceof SidebarRow && typeAhead.takes(key)) {
                key.consume();
            }
        });
    }

    private ChoiceSection createUsers() {
        var actions = new ChoiceActions(filter::toggleUser)
                .takingFiles(
                        "filter.drop.user", (user, files) -> commands.files(files, Optional.of(user), Optional.empty()))
                .takingImages(commands::onUser)
                .withMenu(this::userMenu);
        return section("users", filter.choices().users, actions);
    }

    private ChoiceSection createRatings() {
        var actions = new ChoiceActions(filter::toggleRating)
                .excluding(filter::toggleExcludedTag)
                .extending(filter::extendRatings)
                .takingImages(commands::onTag);
        actions.withMenu(tag -> new ContextMenu(only(QueryEdits.includeTag(ImageQuery.ALL, tag))));
        ChoiceSection ratings = section("ratings", filter.choices().ratings, actions);
        Label hint = SidebarSection.hint("filter.ratings.hint");
        hint.setId("ratings-hint");
        showWhen(hint, Bindings.isEmpty(filter.choices().ratings.choices()));
        ratings.content().getChildren().add(hint);
        return ratings;
    }

    private ChoiceSection createTags() {
        var actions = new ChoiceActions(filter::toggleTag)
                .excluding(filter::toggleExcludedTag)
                .takingFiles(
                        "filter.drop.tag",
                        (tag, files) -> commands.files(files, Optional.empty(), Optional.of(TagPath.root(tag))))
                .takingImages(tag -> commands.onTag(TagPath.root(tag)))
                .folding(filter::foldTag);
        tagMenu.ifPresent(tags ->
                actions.withMenu(tag -> withFirst(only(QueryEdits.includeTag(ImageQuery.ALL, tag)), tags.menuOf(tag))));
        return section("tags", filter.choices().tags, actions);
    }

    private ChoiceSection createYears() {
        var actions = new ChoiceActions(filter::toggleYear)
                .extending(filter::extendYears)
                .withMenu(year -> new ContextMenu(only(QueryEdits.year(ImageQuery.ALL, year))));
        ChoiceSection years = section("years", filter.choices().years, actions);
        years.content().getChildren().addFirst(new TimelineView(filter.timeline()));
        return years;
    }

    private ChoiceSection createTypes() {
        var actions = new ChoiceActions(type -> filter.toggleType(ImageType.valueOf(type)))
                .withMenu(type -> new ContextMenu(only(QueryEdits.type(ImageQuery.ALL, ImageType.valueOf(type)))));
        return section("types", filter.choices().types, actions);
    }

    private ChoiceSection createValues(String name, Attribute attribute, ChoicesViewModel choices) {
        var actions = new ChoiceActions(value -> filter.toggleValue(attribute, value))
                .excluding(value -> filter.toggleExcludedValue(attribute, value))
                .withMenu(value -> new ContextMenu(only(QueryEdits.value(ImageQuery.ALL, attribute, value, false))));
        return section(name, choices, actions);
    }

    private ContextMenu userMenu(String user) {
        var upload = new MenuItem(text("filter.menu.uploadAs", user), Icons.of(Feather.UPLOAD));
        upload.setMnemonicParsing(false);
        upload.setOnAction(_ -> commands.uploadAs(user));
        return new ContextMenu(only(QueryEdits.user(ImageQuery.ALL, user)), upload);
    }

    /// Gives up every other filter.
    private MenuItem only(ImageQuery query) {
        var item = new MenuItem(text("filter.menu.only"), Icons.of(Feather.FILTER));
        item.setOnAction(_ -> filter.showOnly(query));
        return item;
    }

    private static ContextMenu withFirst(MenuItem first, ContextMenu menu) {
        menu.getItems().addAll(0, List.of(first, new SeparatorMenuItem()));
        return menu;
    }

    private ChoiceSection section(String name, ChoicesViewModel choices, ChoiceActions actions) {
        var section = new ChoiceSection(
                text("filter." + name + ".title"),
                text("filter." + name + ".find"),
                filter.openProperty(name),
                choices,
                actions);
        section.setId(name);
        return section;
    }

    private Label createFailure() {
        Label failure = Labels.wrapped(filter.failureProperty(), "failure", "small");
        showWhen(failure, filter.failureProperty().isNotEmpty());
        return failure;
    }

    private void walk(KeyEvent key) {
        if (key.getTarget() instanceof Node node) {
            switch (key.getCode()) {
                case UP -> node.requestFocusTraversal(TraversalDirection.PREVIOUS);
                case DOWN -> node.requestFocusTraversal(TraversalDirection.NEXT);
                default -> {
                    return;
                }
            }
            key.consume();
        }
    }

    /// Letters go to the next line that begins with them.
    private void typed(KeyEvent key) {
        if (key.getTarget() instanceof SidebarRow && typeAhead.typed(key)) {
            key.consume();
        }
    }

    private void goTo(String typed) {
        List<SidebarRow> rows = sections.lookupAll(".sidebar-row").stream()
                .map(SidebarRow.class::cast)
                .filter(SidebarView::isShown)
                .toList();
        int at = IntStream.range(0, rows.size())
                .filter(i -> rows.get(i).isFocused())
                .findFirst()
                .orElse(0);
        int from = typed.length() == 1 ? at + 1 : at;
        Matches matches = Matches.of(typed);
        IntStream.range(0, rows.size())
                .mapToObj(step -> rows.get((from + step) % rows.size()))
                .filter(row -> matches.begins(row.getName()))
                .findFirst()
                .ifPresent(SidebarRow::requestFocus);
    }

    private static boolean isShown(Node node) {
        return node == null || node.isVisible() && isShown(node.getParent());
    }
}
