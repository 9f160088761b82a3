package dev.vitrine.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// On port 8080 (1F90) a server of account 1000; its clients are on port 40000 (9C40).
class SameAccountTest {
    private static final String HEAD =
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n";
    private static final String SERVER =
            "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 101 1\n"
                    + "   1: 0100007F:1F90 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 102 1\n";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1000, 103, true", "1001, 103, false", "0, 103, false", "1000, 0, false"})
    void aClientIsOursWhenItsSocketIs(String account, String inode, boolean ours) throws IOException {
        assertEquals(
                ours,
                same(SERVER + client("0100007F", account, inode)).orElseThrow().isThatOf(client()));
    }

    @Test
    void ofTwoWithOnePortBothHaveToBeOurs() throws IOException {
        String both = client("0100007F", "1000", "103") + client("0200007F", "1001", "104");
        assertEquals(false, same(SERVER + both).orElseThrow().isThatOf(client()));
    }

    @Test
    void aClientThatIsGoneIsNotOurs() throws IOException {
        assertEquals(false, same(SERVER).orElseThrow().isThatOf(client()));
    }

    @Test
    void whereTheSystemDoesNotTellNothingIsClaimed() throws IOException {
        assertTrue(same("").isEmpty());
        assertTrue(SameAccount.of(List.of(), "1000", 8080).isEmpty());
    }

    private static String client(String address, String account, String inode) {
        return "   2: " + address + ":9C40 0100007F:1F90 01 00000000:00000000 00:00000000 00000000  " + account
                + "        0 " + inode + " 1\n";
    }

    private static InetSocketAddress client() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    }

    private Optional<SameAccount> same(String rows) throws IOException {
        Path table = Files.writeString(folder.resolve("tcp"), HEAD + rows);
        return SameAccount.of(List.of(table), "1000", 8080);
    }
}
