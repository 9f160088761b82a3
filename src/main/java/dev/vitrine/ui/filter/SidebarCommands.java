package dev.vitrine.ui.filter;

import dev.vitrine.ui.actions.ImageDrop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the lines of the sidebar lead to elsewhere: by a drop onto them, or by their menus.
public interface SidebarCommands {
    /// Files of another program, on a user or a tag.
    void files(List<Path> files, Optional<String> user, Optional<String> tag);

    /// Asks for files to upload.
    void uploadAs(String user);

    /// Images of the gallery, on a tag or what else is kept as one: stars and favorites.
    ImageDrop.Taker onTag(String tag);

    /// Images of the gallery, on a user.
    ImageDrop.Taker onUser(String user);

    /// Images of the gallery, on the trash.
    ImageDrop.Taker onTrash();

    /// Images of the gallery, on all images.
    ImageDrop.Taker onLibrary();
}
