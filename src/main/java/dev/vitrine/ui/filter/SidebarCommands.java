package dev.vitrine.ui.filter;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Takes files that were dropped onto a user or a tag of the sidebar.
@FunctionalInterface
public interface SidebarDrop {
    void dropped(List<Path> files, Optional<String> user, Optional<String> tag);
}
