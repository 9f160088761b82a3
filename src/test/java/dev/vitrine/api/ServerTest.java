package dev.vitrine.api;

import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of a server that runs, over a library in a home of its own.
abstract class ServerTest {
    @TempDir
    Path home;

    @AutoClose
    RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.in(home);
    }
}
