package dev.vitrine.connection.keyring;

import java.nio.file.Path;
import java.util.Optional;

/// The login keychain of macOS, by its `security`.
final class MacKeychain implements KeyRing {
    private static final String OURS = "Vitrine";
    /// errSecItemNotFound, as an exit code.
    private static final int NONE = 44;

    private final KeyRingProgram program;

    MacKeychain(Path program) {
        this.program = new KeyRingProgram(program);
    }

    /// By a command that it reads from its standard input: as an argument everybody could see the secret.
    @Override
    public void keep(String name, String secret) {
        String command = "add-generic-password -U -s " + OURS + " -a " + quoted(name) + " -w " + quoted(secret) + "\n";
        boolean isTaken = program.run(command, "-i").isGood()
                && find(name).filter(secret::equals).isPresent();
        if (!isTaken) { // it ends well also when a command of its input failed
            throw KeyRingProgram.noAnswer(null);
        }
    }

    @Override
    public Optional<String> find(String name) {
        KeyRingProgram.Answer answer = program.run("", "find-generic-password", "-s", OURS, "-a", name, "-w");
        if (!answer.isGood() && answer.exitCode() != NONE) {
            throw KeyRingProgram.noAnswer(null);
        }
        return Optional.of(answer.output()).filter(_ -> answer.isGood());
    }

    @Override
    public void forget(String name) {
        int exitCode = program.run("", "delete-generic-password", "-s", OURS, "-a", name)
                .exitCode();
        if (exitCode != 0 && exitCode != NONE) {
            throw KeyRingProgram.noAnswer(null);
        }
    }

    @Override
    public boolean isThere() {
        return true;
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace('\n', ' ') + '"';
    }
}
