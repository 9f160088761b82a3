package dev.vitrine.connection;

import dev.vitrine.service.mirror.MirrorSync;
import dev.vitrine.store.ObjectLinks;

/// What only a cloud library has.
public record CloudFeatures(MirrorSync mirror, ObjectLinks links) {}
