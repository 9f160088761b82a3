package dev.vitrine.cli;

import dev.vitrine.connection.Connections;

/// What every command works with.
record CommandContext(Connections connections, Terminal terminal) {}
