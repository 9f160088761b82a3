package dev.vitrine.ui.filter;

import dev.vitrine.ui.actions.ImageDrop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A sidebar that leads nowhere.
final class NoSidebarCommands implements SidebarCommands {
    private static final ImageDrop.Taker NOTHING = new ImageDrop.Taker(_ -> ImageDrop.Offer.NOTHING, _ -> {});

    @Override
    public void files(List<Path> files, Optional<String> user, Optional<String> tag) {}

    @Override
    public void uploadAs(String user) {}

    @Override
    public ImageDrop.Taker onTag(String tag) {
        return NOTHING;
    }

    @Override
    public ImageDrop.Taker onUser(String user) {
        return NOTHING;
    }

    @Override
    public ImageDrop.Taker onTrash() {
        return NOTHING;
    }

    @Override
    public ImageDrop.Taker onLibrary() {
        return NOTHING;
    }
}
