package dev.vitrine.ui.shell;

import dev.vitrine.ui.actions.LibraryRights;
import dev.vitrine.ui.connection.ConnectionsViewModel;
import dev.vitrine.ui.support.Settings;

/// What a build of the window is made over.
///
/// @param settings as long as the build, see [Settings#scoped]
/// @param connections of the same build
/// @param rights of the same build
record ShellContext(
        LibrarySession session,
        Program program,
        Settings settings,
        ConnectionsViewModel connections,
        LibraryRights rights) {}
