package dev.vitrine.connection.keyring;

import java.nio.file.Path;
import java.util.Optional;

/// The Secret Service of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), by `secret-tool` of libsecret.
final class SecretTool implements KeyRing {
    private static final String[] OURS = {"application", "vitrine", "connection"};

    private final KeyRingProgram program;

    SecretTool(Path program) {
        this.program = new KeyRingProgram(program);
    }

    @Override
    public void keep(String name, String secret) {
        if (!program.run(secret, "store", "--label", "Vitrine: " + name, OURS[0], OURS[1], OURS[2], name)
                .isGood()) {
            throw KeyRingProgram.noAnswer(null);
        }
    }

    /// It says the same, nothing, of a secret that is not there and of one that a person did not unlock.
    @Override
    public Optional<String> find(String name) {
        KeyRingProgram.Answer answer = program.run("", "lookup", OURS[0], OURS[1], OURS[2], name);
        if (!answer.isGood() && !answer.complaint().isEmpty()) {
            throw KeyRingProgram.noAnswer(null);
        }
        return Optional.of(answer.output()).filter(secret -> answer.isGood() && !secret.isEmpty());
    }

    @Override
    public void forget(String name) {
        clear(name);
        if (isKept(name)) {
            find(name); // which asks a person to unlock it
            clear(name);
            if (isKept(name)) {
                throw KeyRingProgram.noAnswer(null);
            }
        }
    }

    /// Removes what is not locked. It says the same, nothing, of what is.
    private void clear(String name) {
        KeyRingProgram.Answer answer = program.run("", "clear", OURS[0], OURS[1], OURS[2], name);
        if (!answer.isGood() && !answer.complaint().isEmpty()) {
            throw KeyRingProgram.noAnswer(null);
        }
    }

    /// It lists what is locked, too, and complains of it.
    private boolean isKept(String name) {
        return !program.run("", "search", "--all", OURS[0], OURS[1], OURS[2], name)
                .output()
                .isBlank();
    }

    /// The program may be there without a service that it could ask.
    @Override
    public boolean isThere() {
        KeyRingProgram.Answer answer = program.run("", "lookup", OURS[0], OURS[1], OURS[2], "");
        return answer.isGood() || answer.complaint().isEmpty();
    }
}
