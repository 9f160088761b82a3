package dev.vitrine.connection;

import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.store.ObjectLinks;

/// What only a cloud library has.
///
/// @param lookAgain tries out whether what was refused is allowed by now; blocks
public record CloudFeatures(MirrorSync mirror, ObjectLinks links, Runnable lookAgain) {}
