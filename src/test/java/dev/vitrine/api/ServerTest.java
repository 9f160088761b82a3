package dev.vitrine.api;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of a server that runs, over a library in a home of its own.
abstract class ServerTest {
    @TempDir
    Path home;

    RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.in(home);
    }

    @AfterEach
    void stop() {
        server.close();
    }
}
