package dev.vitrine.connection.keyring;

import dev.vitrine.image.ImageException;
import java.util.Optional;

/// The secrets of this program in the key ring of this computer, by the name of what they are for.
///
/// Blocks, perhaps until a person has unlocked it. Any thread.
public interface KeyRing {
    /// @param secret one line of ASCII
    /// @throws ImageException when it does not take it
    void keep(String name, String secret);

    /// Empty when there is none of this name.
    ///
    /// @throws ImageException when it is locked, or does not answer
    Optional<String> find(String name);

    /// Does nothing when there is none of this name.
    ///
    /// @throws ImageException when it is locked, or does not answer
    void forget(String name);

    /// Whether it answers now.
    boolean isThere();
}
