package dev.vitrine.ui.actions;

import static dev.vitrine.ui.actions.ImageAction.Surface.MENU;
import static dev.vitrine.ui.actions.ImageAction.Surface.PANE;
import static dev.vitrine.ui.actions.ImageAction.Surface.VIEWER_BAR;
import static dev.vitrine.ui.actions.ImageAction.Surface.VIEWER_MENU;

import dev.vitrine.image.Flag;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kordamp.ikonli.feather.Feather;

/// Everything that can be done with images, in one table and in the order of the menus: menus, buttons and keys follow
/// it, [ImageCommands] does it.
///
/// Its texts are `action.` and its name, given the number of images; where a button stands outside of its section,
/// `.alone` is added.
public enum ImageAction {
    OPEN(
            MenuSection.USE,
            Feather.MAXIMIZE,
            Takes.ONE,
            Shortcut.OPEN,
            at(MENU, PANE).inTrash(MENU)),
    COMPARE(MenuSection.USE, Feather.COLUMNS, Takes.FEW, Shortcut.COMPARE, at(MENU).inTrash(MENU)),
    FIND_SIMILAR(
            MenuSection.USE, Feather.SEARCH, Takes.ONE, at(MENU, VIEWER_MENU).inTrash(MENU, VIEWER_MENU)),
    CULL(MenuSection.USE, Feather.FLAG, Takes.KEPT, Shortcut.CULL, at(MENU)),
    DOWNLOAD(MenuSection.USE, Feather.DOWNLOAD, Takes.ANY, Shortcut.DOWNLOAD, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    SHARE(MenuSection.USE, Feather.SHARE_2, Takes.KEPT, Shortcut.SHARE, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    SHARE_PAGE(MenuSection.USE, Feather.LAYOUT, Takes.KEPT, at(MENU, VIEWER_MENU)),
    BRING_BACK(
            MenuSection.USE, Feather.ARCHIVE, Takes.ANY, at(MENU, VIEWER_MENU).inTrash(MENU, VIEWER_MENU)),
    TO_LIBRARY(MenuSection.USE, Feather.INBOX, Takes.KEPT, at(MENU, VIEWER_MENU)),
    COPY_PICTURE(MenuSection.COPY, Feather.IMAGE, Takes.ONE, Shortcut.COPY_PICTURE, at(MENU, VIEWER_MENU)),
    COPY_FILES(MenuSection.COPY, Feather.FILE, Takes.ANY, Shortcut.COPY_FILES, at(MENU, PANE, VIEWER_MENU)),
    COPY_ADDRESSES(MenuSection.COPY, Feather.CLOUD, Takes.ANY, at(MENU, VIEWER_MENU)),
    COPY_COMMANDS(MenuSection.COPY, Feather.TERMINAL, Takes.ANY, at(MENU, VIEWER_MENU)),
    COPY_PATHS(MenuSection.COPY, Feather.FOLDER, Takes.ANY, at(MENU, VIEWER_MENU)),
    RESTORE(MenuSection.USE, Feather.ROTATE_CCW, Takes.TRASHED, at().inTrash(MENU, PANE, VIEWER_MENU)),
    EDIT(MenuSection.CHANGE, Feather.EDIT_2, Takes.KEPT, Shortcut.EDIT, at(MENU)),
    TAGS(MenuSection.CHANGE, Feather.TAG, Takes.KEPT, Shortcut.TAGS, at(MENU)),
    QUICK_TAGS(MenuSection.CHANGE, Feather.BOOKMARK, Takes.KEPT, Shortcut.QUICK_TAGS, at(MENU, VIEWER_MENU)),
    RATE_5(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_5, at(MENU, VIEWER_MENU)),
    RATE_4(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_4, at(MENU, VIEWER_MENU)),
    RATE_3(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_3, at(MENU, VIEWER_MENU)),
    RATE_2(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_2, at(MENU, VIEWER_MENU)),
    RATE_1(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_1, at(MENU, VIEWER_MENU)),
    RATE_0(MenuSection.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_0, at(MENU, VIEWER_MENU)),
    PICK(MenuSection.FLAG, Feather.CHECK, Takes.KEPT, Shortcut.PICK, at(MENU, VIEWER_MENU)),
    REJECT(MenuSection.FLAG, Feather.X, Takes.KEPT, Shortcut.REJECT, at(MENU, VIEWER_MENU)),
    UNFLAG(MenuSection.FLAG, Feather.CIRCLE, Takes.KEPT, Shortcut.UNFLAG, at(MENU, VIEWER_MENU)),
    TURN_RIGHT(MenuSection.CORRECTION, Feather.ROTATE_CW, Takes.KEPT, Shortcut.TURN_RIGHT, at(MENU, VIEWER_MENU)),
    TURN_LEFT(MenuSection.CORRECTION, Feather.ROTATE_CCW, Takes.KEPT, Shortcut.TURN_LEFT, at(MENU, VIEWER_MENU)),
    MIRROR(MenuSection.CORRECTION, Feather.REPEAT, Takes.KEPT, at(MENU, VIEWER_MENU)),
    CORRECT_TIME(MenuSection.CORRECTION, Feather.CLOCK, Takes.KEPT, at(MENU, VIEWER_MENU)),
    FAVORITE(MenuSection.CHANGE, Feather.HEART, Takes.KEPT, Shortcut.FAVORITE, at(MENU, VIEWER_MENU)),
    MOVE(MenuSection.CHANGE, Feather.USER, Takes.KEPT, at(MENU, VIEWER_MENU)),
    TRASH(MenuSection.REMOVE, Feather.TRASH_2, Takes.KEPT, Shortcut.TRASH, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    DELETE_PERMANENTLY(
            MenuSection.REMOVE,
            Feather.TRASH_2,
            Takes.ANY,
            Shortcut.DELETE_PERMANENTLY,
            at().inTrash(MENU, PANE, VIEWER_MENU, VIEWER_BAR));

    private static final int FEW = 4;

    /// Where it is shown, beside its key.
    public enum Surface {
        MENU,
        PANE,
        VIEWER_MENU,
        VIEWER_BAR
    }

    /// What stands together in a menu; COPY, RATING, FLAG and CORRECTION have a menu of their own in it.
    enum MenuSection {
        USE(0),
        COPY(0),
        CHANGE(1),
        RATING(1),
        FLAG(1),
        CORRECTION(1),
        REMOVE(2);

        private final int block;

        MenuSection(int block) {
            this.block = block;
        }

        boolean isBeside(MenuSection other) {
            return block == other.block;
        }
    }

    /// What it can be done with: any images, those in the trash or those that are not, only one at a time, or as
    /// many as can be looked at together.
    private enum Takes {
        ANY,
        KEPT,
        TRASHED,
        ONE,
        FEW
    }

    private record Offered(List<Surface> kept, List<Surface> trashed) {
        Offered inTrash(Surface... places) {
            return new Offered(kept, List.of(places));
        }

        boolean include(Surface place, boolean inTrash) {
            return (inTrash ? trashed : kept).contains(place);
        }
    }

    private final MenuSection section;
    private final Feather icon;
    private final Takes takes;
    private final Optional<Shortcut> shortcut;
    private final Offered places;

    ImageAction(MenuSection section, Feather icon, Takes takes, Offered places) {
        this.section = section;
        this.icon = icon;
        this.takes = takes;
        this.shortcut = Optional.empty();
        this.places = places;
    }

    ImageAction(MenuSection section, Feather icon, Takes takes, Shortcut shortcut, Offered places) {
        this.section = section;
        this.icon = icon;
        this.takes = takes;
        this.shortcut = Optional.of(shortcut);
        this.places = places;
    }

    private static Offered at(Surface... places) {
        return new Offered(List.of(places), List.of());
    }

    /// @param stars 0 to 5
    public static ImageAction rating(int stars) {
        return values()[RATE_0.ordinal() - stars];
    }

    public static ImageAction flagging(Flag flag) {
        return switch (flag) {
            case PICK -> PICK;
            case REJECT -> REJECT;
            case NONE -> UNFLAG;
        };
    }

    /// What is shown in a place for images of the trash, or for those that are not in it.
    public static Stream<ImageAction> shown(Surface place, boolean inTrash) {
        return Arrays.stream(values()).filter(action -> action.places.include(place, inTrash));
    }

    public boolean isShown(Surface place, boolean inTrash) {
        return places.include(place, inTrash);
    }

    /// Whether it can be done with these images.
    public boolean isFor(ImageTargets targets) {
        return targets.size() > 0
                && switch (takes) {
                    case ANY -> true;
                    case KEPT -> !targets.inTrash();
                    case TRASHED -> targets.inTrash();
                    case ONE -> targets.lead().isPresent();
                    case FEW -> 2 <= targets.size() && targets.size() <= FEW;
                };
    }

    /// What it is to the library; empty for what changes nothing there.
    public Optional<LibraryAct> act() {
        return switch (this) {
            case OPEN,
                    FIND_SIMILAR,
                    DOWNLOAD,
                    SHARE,
                    SHARE_PAGE,
                    TO_LIBRARY,
                    COPY_PICTURE,
                    COPY_FILES,
                    COPY_ADDRESSES,
                    COPY_COMMANDS,
                    COPY_PATHS,
                    COMPARE -> Optional.empty();
            case BRING_BACK -> Optional.of(LibraryAct.BRING_BACK);
            case CULL,
                    EDIT,
                    TAGS,
                    QUICK_TAGS,
                    RATE_5,
                    RATE_4,
                    RATE_3,
                    RATE_2,
                    RATE_1,
                    RATE_0,
                    PICK,
                    REJECT,
                    UNFLAG,
                    TURN_RIGHT,
                    TURN_LEFT,
                    MIRROR,
                    CORRECT_TIME,
                    FAVORITE -> Optional.of(LibraryAct.EDIT);
            case MOVE -> Optional.of(LibraryAct.MOVE);
            case RESTORE, TRASH -> Optional.of(LibraryAct.TRASH);
            case DELETE_PERMANENTLY -> Optional.of(LibraryAct.DELETE);
        };
    }

    MenuSection section() {
        return section;
    }

    public Feather icon() {
        return icon;
    }

    public Optional<Shortcut> shortcut() {
        return shortcut;
    }

    /// For identifiers of what shows it.
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// In a menu.
    String text(int images) {
        return section == MenuSection.RATING && this != RATE_0
                ? RatingText.stars(stars())
                : Messages.text("action." + id(), images);
    }

    /// On a button, whatever number of images it acts on.
    public String alone() {
        return section == MenuSection.COPY ? Messages.text("action." + id() + ".alone") : text(1);
    }

    /// The flag that it gives; empty for what gives none, nor takes it.
    public Optional<Flag> flag() {
        return Arrays.stream(Flag.values())
                .filter(flag -> flagging(flag) == this)
                .findFirst();
    }

    /// How many stars it gives.
    public int stars() {
        return RATE_0.ordinal() - ordinal();
    }
}
