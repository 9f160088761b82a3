package dev.vitrine.ui.actions;

import static dev.vitrine.ui.actions.ImageAction.Place.MENU;
import static dev.vitrine.ui.actions.ImageAction.Place.PANE;
import static dev.vitrine.ui.actions.ImageAction.Place.VIEWER_BAR;
import static dev.vitrine.ui.actions.ImageAction.Place.VIEWER_MENU;

import dev.vitrine.image.Rating;
import dev.vitrine.ui.support.Messages;
import dev.vitrine.ui.support.RatingText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.kordamp.ikonli.feather.Feather;

/// Everything that can be done with images, in one table and in the order of the menus: menus, buttons and keys follow it, [ImageCommands] does
/// it.
///
/// Its texts are `action.` and its name, given the number of images; where a button stands outside of its section, `.alone` is added.
public enum ImageAction {
    OPEN(Section.USE, Feather.MAXIMIZE, Takes.ONE, Shortcut.OPEN, at(MENU, PANE).inTrash(MENU)),
    DOWNLOAD(Section.USE, Feather.DOWNLOAD, Takes.ANY, Shortcut.DOWNLOAD, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    SHARE(Section.USE, Feather.SHARE_2, Takes.KEPT, Shortcut.SHARE, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    COPY_PICTURE(Section.COPY, Feather.IMAGE, Takes.ONE, Shortcut.COPY_PICTURE, at(MENU, VIEWER_MENU)),
    COPY_FILES(Section.COPY, Feather.FILE, Takes.ANY, Shortcut.COPY_FILES, at(MENU, PANE, VIEWER_MENU)),
    COPY_ADDRESSES(Section.COPY, Feather.CLOUD, Takes.ANY, at(MENU, VIEWER_MENU)),
    COPY_COMMANDS(Section.COPY, Feather.TERMINAL, Takes.ANY, at(MENU, VIEWER_MENU)),
    COPY_PATHS(Section.COPY, Feather.FOLDER, Takes.ANY, at(MENU, VIEWER_MENU)),
    RESTORE(Section.USE, Feather.ROTATE_CCW, Takes.TRASHED, at().inTrash(MENU, PANE, VIEWER_MENU)),
    EDIT(Section.CHANGE, Feather.EDIT_2, Takes.KEPT, Shortcut.EDIT, at(MENU)),
    TAGS(Section.CHANGE, Feather.TAG, Takes.KEPT, Shortcut.TAGS, at(MENU)),
    RATE_5(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_5, at(MENU, VIEWER_MENU)),
    RATE_4(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_4, at(MENU, VIEWER_MENU)),
    RATE_3(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_3, at(MENU, VIEWER_MENU)),
    RATE_2(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_2, at(MENU, VIEWER_MENU)),
    RATE_1(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_1, at(MENU, VIEWER_MENU)),
    RATE_0(Section.RATING, Feather.STAR, Takes.KEPT, Shortcut.RATE_0, at(MENU, VIEWER_MENU)),
    FAVOURITE(Section.CHANGE, Feather.HEART, Takes.KEPT, Shortcut.FAVOURITE, at(MENU, VIEWER_MENU)),
    TRASH(Section.REMOVE, Feather.TRASH_2, Takes.KEPT, Shortcut.TRASH, at(MENU, PANE, VIEWER_MENU, VIEWER_BAR)),
    DELETE_FOREVER(Section.REMOVE, Feather.TRASH_2, Takes.ANY, Shortcut.DELETE_FOREVER, at().inTrash(MENU, PANE, VIEWER_MENU, VIEWER_BAR));

    /// Where it is shown, beside its key.
    public enum Place { MENU, PANE, VIEWER_MENU, VIEWER_BAR }

    /// What stands together in a menu; COPY and RATING have a menu of their own in it.
    enum Section {
        USE(0), COPY(0), CHANGE(1), RATING(1), REMOVE(2);

        private final int block;

        Section(int block) {
            this.block = block;
        }

        boolean isBeside(Section other) {
            return block == other.block;
        }
    }

    /// What it can be done with: any images, those in the trash or those that are not, or only one at a time.
    private enum Takes { ANY, KEPT, TRASHED, ONE }

    private record Places(List<Place> kept, List<Place> trashed) {
        Places inTrash(Place... places) {
            return new Places(kept, List.of(places));
        }

        boolean include(Place place, boolean inTrash) {
            return (inTrash ? trashed : kept).contains(place);
        }
    }

    private final Section section;
    private final Feather icon;
    private final Takes takes;
    private final Optional<Shortcut> shortcut;
    private final Places places;

    ImageAction(Section section, Feather icon, Takes takes, Places places) {
        this.section = section;
        this.icon = icon;
        this.takes = takes;
        this.shortcut = Optional.empty();
        this.places = places;
    }

    ImageAction(Section section, Feather icon, Takes takes, Shortcut shortcut, Places places) {
        this.section = section;
        this.icon = icon;
        this.takes = takes;
        this.shortcut = Optional.of(shortcut);
        this.places = places;
    }

    private static Places at(Place... places) {
        return new Places(List.of(places), List.of());
    }

    /// @param stars 0 to 5
    public static ImageAction rating(int stars) {
        return values()[RATE_0.ordinal() - stars];
    }

    /// What is shown in a place for images of the trash, or for those that are not in it.
    public static Stream<ImageAction> shown(Place place, boolean inTrash) {
        return Arrays.stream(values()).filter(action -> action.places.include(place, inTrash));
    }

    public boolean isShown(Place place, boolean inTrash) {
        return places.include(place, inTrash);
    }

    /// Whether it can be done with these images.
    public boolean isFor(ImageTargets targets) {
        return targets.size() > 0 && switch (takes) {
            case ANY -> true;
            case KEPT -> !targets.inTrash();
            case TRASHED -> targets.inTrash();
            case ONE -> targets.lead().isPresent();
        };
    }

    Section section() {
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
    public String text(int images) {
        return section == Section.RATING && this != RATE_0 ? RatingText.stars(stars()) : Messages.text("action." + id(), images);
    }

    /// On a button, whatever number of images it acts on.
    public String alone() {
        return section == Section.COPY ? Messages.text("action." + id() + ".alone") : text(1);
    }

    /// How many stars it gives.
    public int stars() {
        return RATE_0.ordinal() - ordinal();
    }
}
