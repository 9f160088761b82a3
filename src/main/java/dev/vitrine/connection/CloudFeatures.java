package dev.vitrine.connection;

import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.store.ObjectLinks;
import dev.vitrine.store.SignIn;
import java.util.Optional;

/// What only a cloud library has.
///
/// @param signIn where the connection's profile signs in by a browser
/// @param lookAgain tries out whether what was refused is allowed by now; blocks
public record CloudFeatures(MirrorSync mirror, ObjectLinks links, Optional<SignIn> signIn, Runnable lookAgain) {}
