package dev.vitrine.api;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells whether a program that asks over the loopback runs under the account that runs this server: every account of a
/// machine reaches its loopback. Linux says so in its tables of connections; elsewhere nobody does.
///
/// A client that has closed its socket belongs to no account any more, and is none of ours.
record SameAccount(List<Path> tables, String account, int port) {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";

    /// Empty where the system does not tell.
    static Optional<SameAccount> of(int port) {
        List<Path> tables = Stream.of("tcp", "tcp6")
                .map(PROC.resolve("self").resolve("net")::resolve)
                .filter(Files::isReadable)
                .toList();
        try {
            String account = String.valueOf(Files.getAttribute(PROC.resolve("self"), "unix:uid"));
            return of(tables, account, port);
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// @param tables as Linux has them below `/proc/net`
    static Optional<SameAccount> of(List<Path> tables, String account, int port) throws IOException {
        var same = new SameAccount(tables, account, port);
        boolean tells = same.rows()
                .anyMatch(row -> row.localPort() == port
                        && row.state().equals(LISTENING)
                        && row.account().equals(account));
        return tells ? Optional.of(same) : Optional.empty();
    }

    /// Several may have the client's port on other loopback addresses: then all of them have to be ours.
    boolean isThatOf(InetSocketAddress client) {
        try {
            List<Row> found = rows().filter(row -> row.localPort() == client.getPort() && row.remotePort() == port)
                    .toList();
            return !found.isEmpty()
                    && found.stream()
                            .allMatch(row -> row.account().equals(account)
                                    && !row.inode().equals("0"));
        } catch (IOException _) {
            return false;
        }
    }

    private Stream<Row> rows() throws IOException {
        Stream<Row> rows = Stream.empty();
        for (Path table : tables) {
            rows = Stream.concat(rows, Files.readAllLines(table).stream().flatMap(line -> Row.of(line).stream()));
        }
        return rows;
    }

    /// @param inode `0` for a socket that no program holds any more
    private record Row(int localPort, int remotePort, String state, String account, String inode) {
        /// Empty for the heading.
        static Optional<Row> of(String line) {
            String[] parts = line.strip().split("\\s+");
            return parts.length < 10 || !parts[1].contains(":") || !parts[2].contains(":")
                    ? Optional.empty()
                    : Optional.of(new Row(port(parts[1]), port(parts[2]), parts[3], parts[7], parts[9]));
        }

        private static int port(String address) {
            return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
        }
    }
}
